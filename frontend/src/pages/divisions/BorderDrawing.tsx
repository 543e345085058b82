import { IconScissors } from "@tabler/icons-react";
import { KindGlyph } from "../../atoms/KindGlyph";
import { Monogram } from "../../atoms/Monogram";
import { Card } from "../../layout/Card";
import { border, box, pictureOf, wide, type Line, type Spot } from "./borderDrawing";
import type { Side } from "./sides";
import classes from "./drawing.module.css";

/** Two divisions and what stands between them, drawn: the same as the report. Screen readers have that. */
export function BorderDrawing({ kept, sold }: { kept: Side; sold: Side }) {
  const { height, left, middle, right, lines, cuts, hidden } = pictureOf(kept, sold);
  return (
    <Card title="What would be cut" aside={<Legend />}>
      <div className={classes["drawing"]} aria-hidden="true">
        <svg viewBox={`0 0 ${wide} ${height}`}>
          {lines.map((line) => (
            <path key={line.key} d={line.d} className={classOf(line)} />
          ))}
          <path d={`M${border} 6V${height - 6}`} className={classes["border"]} />
          {cuts.map((y) => (
            <g key={y} className={classes["scissors"]}>
              <circle cx={border} cy={y} r={9} />
              <IconScissors x={border - 5.5} y={y - 5.5} size={11} stroke={2.25} />
            </g>
          ))}
          <text x={box.left} y={22}>{kept.of.name}</text>
          <text x={box.middle} y={22}>Shared by both</text>
          <text x={box.right} y={22}>{sold.of.name}</text>
          {left.map((spot) => <Node key={spot.of.id} x={box.left} of={spot} owner={ownerIn(kept, spot)} />)}
          {middle.map((spot) => <Node key={spot.of.id} x={box.middle} of={spot} />)}
          {right.map((spot) => <Node key={spot.of.id} x={box.right} of={spot} owner={ownerIn(sold, spot)} cut={isCut(sold, spot)} />)}
        </svg>
      </div>
      {hidden > 0 && <p className={`${classes["hidden"]} secondary small`}>{hidden.toLocaleString("en")} more are not drawn. The lists below and beside have them.</p>}
    </Card>
  );
}

function Legend() {
  return (
    <span className={classes["legend"]}>
      <Sample of={{ relation: "RUNS_IN", cut: true }} /> cut
      <Sample of={{ relation: "RUNS_IN", cut: false }} /> runs in
      <Sample of={{ relation: "OWNS", cut: false }} /> owns
    </span>
  );
}

const Sample = ({ of }: { of: Pick<Line, "relation" | "cut"> }) => (
  <svg viewBox="0 0 30 12" width="30" height="12" aria-hidden="true">
    <path d="M0 6h30" className={classOf(of)} />
  </svg>
);

const classOf = ({ cut, relation }: Pick<Line, "relation" | "cut">): string | undefined =>
  cut ? classes["cut"] : relation === "OWNS" ? classes["owns"] : classes["runs"];

const ownerIn = ({ domains }: Side, { of }: Spot) => domains.nodes.find(({ id }) => id === of.id)?.owner;

/** Whether it loses its owner. */
const isCut = ({ crossings }: Side, { of }: Spot): boolean =>
  crossings.nodes.some(({ relation, to }) => relation === "OWNS" && to.id === of.id);

interface NodeProps {
  x: number;
  of: Spot;
  owner?: { id: string; name: string } | null | undefined;
  cut?: boolean;
}

function Node({ x, of: { of, y }, owner, cut = false }: NodeProps) {
  return (
    <foreignObject x={x} y={y - box.tall / 2} width={box.wide} height={box.tall}>
      <div className={`${classes["node"]} ${cut ? classes["loses"] : ""}`}>
        <KindGlyph of={of} /> <span>{of.name}</span> {owner && <Monogram of={owner} />}
      </div>
    </foreignObject>
  );
}
