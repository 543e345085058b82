// A box of the picture that is taken away: its head, its rows, what it leaves out, and who uses it.
import { count, figure } from "../../catalog/count";
import { pill } from "../layout/consumers";
import type { PlacedBox } from "../layout/drawing";
import type { Point } from "../layout/layout";
import { footerHeight, headerHeight, rowHeight } from "../model/rows";
import type { Box, Row } from "../model/scene";
import { InnerShape } from "./PictureFlows";
import { TableShape } from "./PictureTable";
import { Badge, Glyph, Words } from "./PictureText";
import type { Tokens } from "./tokens";

export function BoxShape({ of: { box, at, inner, consumers }, tokens }: { of: PlacedBox; tokens: Tokens }) {
  const { width, height, focus, context } = box;
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <rect width={width} height={height} rx={10} fill={context ? tokens.canvas : tokens.surface} stroke={focus ? tokens.accent : tokens["line-2"]} strokeWidth={focus ? 2 : 1} />
      <Glyph of={box} x={12} y={9} color={tokens["ink-2"]} />
      <Words x={34} y={20} text={box.name} room={width - 74} weight={600} color={tokens.ink} />
      <OwnerShape of={box} tokens={tokens} />
      {box.owner && <Badge of={box.owner} x={width - 26} y={7} tokens={tokens} />}
      {!box.collapsed && <path d={`M0,${headerHeight}H${width}`} stroke={tokens.line} />}
      {box.rows.map((row) => (
        <RowShape key={row.id} of={row} width={width} tokens={tokens} />
      ))}
      {box.rows.map(({ id, y, table }) => table && <TableShape key={id} of={table} y={y + rowHeight / 2} width={width} tokens={tokens} />)}
      {box.table && <TableShape of={box.table} y={headerHeight} width={width} tokens={tokens} />}
      {box.others > 0 && !box.collapsed && <Foot y={height - footerHeight} width={width} text={count(box.others, "other part")} tokens={tokens} />}
      {box.cut > 0 && <Foot y={height - footerHeight * (box.others || box.whole ? 2 : 1)} width={width} text={`${figure(box.cut)} more`} tokens={tokens} />}
      {box.collapsed && box.parts > 0 && <Foot y={height - footerHeight} width={width} text={count(box.parts, "part")} tokens={tokens} />}
      {inner.map((flow) => (
        <InnerShape key={flow.flow.id} of={flow} tokens={tokens} />
      ))}
      {box.pin && <circle cx={0} cy={23} r={6} fill={tokens.surface} stroke={tokens.an} strokeWidth={2} />}
      <ConsumerShapes of={box} at={consumers} tokens={tokens} />
    </g>
  );
}

/** Who owns it; where a plan hands it over, who will. */
function OwnerShape({ of: { owner, conflict, width }, tokens }: { of: Box; tokens: Tokens }) {
  const text = conflict ? "▲ Two owners" : (owner?.name ?? "▲ No owner");
  return <Words x={34} y={36} text={text} room={width - 44} size={11.5} color={owner && !conflict ? tokens["ink-3"] : tokens.warn} />;
}

function ConsumerShapes({ of: box, at: consumers, tokens }: { of: Box; at: Point; tokens: Tokens }) {
  return (
    <>
      {box.consumers.map(({ team }, i) => {
        const y = consumers.y + pill.caption + i * (pill.height + pill.gap);
        const turn = consumers.x - 12;
        return (
          <g key={team.id}>
            <path d={`${consumers.y > 0 ? `M${turn},${box.height}` : `M${box.width},23H${turn}`}V${y + pill.height / 2}H${consumers.x}`} fill="none" stroke={tokens["ink-3"]} strokeWidth={1.5} strokeDasharray="0.1 4" strokeLinecap="round" />
            <rect x={consumers.x} y={y} width={pill.width} height={pill.height} rx={17} fill={tokens.surface} stroke={tokens["line-2"]} />
            <Badge of={team} x={consumers.x + 8} y={y + 8} tokens={tokens} />
            <Words x={consumers.x + 34} y={y + 21.5} text={team.name} room={pill.width - 44} weight={500} color={tokens.ink} />
          </g>
        );
      })}
    </>
  );
}

function RowShape({ of: row, width, tokens }: { of: Row; width: number; tokens: Tokens }) {
  const hue = row.kind === "CAPABILITY" ? tokens.op : row.kind === "PORT" || row.kind === "DATA_PRODUCT" ? tokens.an : tokens["ink-2"];
  const color = row.change === "removed" ? tokens.bad : tokens.ink;
  return (
    <g transform={`translate(0 ${row.y - rowHeight / 2})`}>
      {row.change && <rect x={5} y={2} width={width - 10} height={rowHeight - 4} rx={5} fill={tokens[row.change === "removed" ? "bad-soft" : "good-soft"]} />}
      <Glyph of={{ kind: row.kind, direction: row.input ? "INPUT" : undefined }} x={26} y={8} color={hue} />
      <Words x={48} y={19.5} text={row.name} room={width - 62} color={color} strike={row.change === "removed"} />
    </g>
  );
}

function Foot({ y, width, text, tokens }: { y: number; width: number; text: string; tokens: Tokens }) {
  return (
    <>
      <path d={`M0,${y}H${width}`} stroke={tokens["line-2"]} strokeDasharray="3 2" />
      <Words x={26} y={y + 17} text={text} room={width - 40} size={11.5} color={tokens["ink-3"]} />
    </>
  );
}
