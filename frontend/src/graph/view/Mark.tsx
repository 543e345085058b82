// A short word on a flow, in a pill: from far away as large as it is near by.
import type { Point } from "../layout/layout";
import { markWidth } from "../layout/marks";
import classes from "./flows.module.css";

interface Props {
  at: Point;
  text: string;
  tone?: string;
  /** It is there at any zoom. */
  grave?: boolean;
}

export function Mark({ at, text, tone, grave = false }: Props) {
  const width = markWidth(text);
  return (
    <g className={classes["mark"]} data-tone={tone} data-grave={grave || undefined} transform={`translate(${at.x} ${at.y})`}>
      <g>
        <rect x={-width / 2} y={-9} width={width} height={18} rx={9} />
        <text y={3.7} textAnchor="middle">
          {text}
        </text>
      </g>
    </g>
  );
}
