// What stands below the head of a box: its rows, the input port on its border, and what it leaves out.
import { KindGlyph } from "../../atoms/KindGlyph";
import { count, figure } from "../../catalog/count";
import type { PlacedBox } from "../layout/drawing";
import { headerHeight, rowHeight } from "../model/rows";
import { type Box, cutSlot, type Row } from "../model/scene";
import { Columns } from "./Columns";
import { InnerFlows } from "./InnerFlows";
import { useRowState } from "./useRowState";
import classes from "./box.module.css";

export function BoxRows({ placed }: { placed: PlacedBox }) {
  const { box } = placed;
  return (
    <>
      {box.rows.map((row) => (
        <RowLine key={row.id} row={row} />
      ))}
      <Tables of={box} />
      <Footers box={box} />
      <InnerFlows placed={placed} />
      {box.pin && <Pin row={box.pin} />}
    </>
  );
}

/** The columns of datasets, where the box is seen from near by. */
function Tables({ of: { id, table, rows } }: { of: Box }) {
  return (
    <>
      {rows.map(({ id, y, table }) => table && <Columns key={id} of={table} dataset={id} top={y + rowHeight / 2} />)}
      {table && <Columns of={table} dataset={id} top={headerHeight} />}
    </>
  );
}

function RowLine({ row }: { row: Row }) {
  const state = useRowState(row.id);
  return (
    <div className={classes["row"]} style={{ top: row.y - 15 }} data-slot={row.id} data-change={row.change} {...state}>
      <KindGlyph of={{ kind: row.kind, direction: row.input ? "INPUT" : undefined }} />
      <span title={row.name}>{row.name}</span>
      {row.finding !== undefined && <span className={classes["wrong"]} title={row.finding}>▲</span>}
      {row.severity && <Severity of={row.severity} />}
    </div>
  );
}

const letters = { BREAKING: "!", POSSIBLE: "?", INFORM: "i" } as const;

function Severity({ of }: { of: keyof typeof letters }) {
  return (
    <span className={classes["severity"]} data-severity={of} title={of.toLowerCase()}>
      {letters[of]}
    </span>
  );
}

function Footers({ box }: { box: Box }) {
  if (box.collapsed) return box.parts > 0 ? <Footer data-toggle={box.id} last text={count(box.parts, "part")} /> : null;
  const rest = box.others > 0 ? count(box.others, "other part") : box.whole ? "Only what is asked" : undefined;
  return (
    <>
      {box.cut > 0 && <Footer data-cut={box.id} data-slot={cutSlot(box.id)} last={!rest} text={`${figure(box.cut)} more in ${box.name}`} />}
      {rest && <Footer data-parts={box.id} last text={rest} />}
    </>
  );
}

function Footer({ text, last, ...means }: { text: string; last: boolean; "data-toggle"?: string; "data-cut"?: string; "data-parts"?: string; "data-slot"?: string }) {
  return (
    <button type="button" tabIndex={-1} className={classes["footer"]} data-last={last || undefined} {...means}>
      {text}
    </button>
  );
}

function Pin({ row }: { row: Row }) {
  const state = useRowState(row.id);
  return (
    <span className={classes["pin"]} data-slot={row.id} data-change={row.change} data-severity={row.severity} title={row.name} {...state}>
      {row.severity && letters[row.severity]}
    </span>
  );
}
