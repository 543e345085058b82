// The columns of a dataset in the picture that is taken away: as many as are on the screen, and how many there are.
import { count } from "../../catalog/count";
import { footerHeight } from "../model/rows";
import { columnHeight, restOf, shownOf, type Table } from "../model/table";
import { Glyph, Words } from "./PictureText";
import type { Tokens } from "./tokens";

const left = 48;
const mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace";

/** `y` is where it begins in its box. */
export function TableShape({ of, y, width, tokens }: { of: Table; y: number; width: number; tokens: Tokens }) {
  const columns = shownOf(of);
  const end = columns.length * columnHeight;
  const room = width - left - 40;
  return (
    <g transform={`translate(${left} ${y})`} data-columns={columns.length}>
      <path d={`M0,0V${end + footerHeight}`} stroke={tokens.line} />
      {columns.map(({ id, name, type }, at) => (
        <g key={id} transform={`translate(0 ${at * columnHeight})`} fontFamily={mono}>
          <Glyph of={{ kind: "FIELD" }} x={8} y={5} color={tokens["ink-2"]} />
          <Words x={28} y={16} text={name} room={type ? room * 0.55 : room} size={11.5} color={tokens["ink-2"]} />
          {type && <Words x={width - left - 12} y={16} text={type} room={room * 0.45} size={10.5} color={tokens["ink-3"]} end />}
        </g>
      ))}
      <Words x={8} y={end + 17} text={restOf(of) > 0 ? `${count(restOf(of), "more column")}` : count(of.total, "column")} room={room} size={11.5} color={tokens["ink-3"]} />
    </g>
  );
}
