// All flows between boxes, in one drawing below the boxes: those that are lit last, so that they run over the others.
import { memo } from "react";
import type { PlacedFlow } from "../layout/drawing";
import { barAt, headAt } from "../layout/heads";
import type { Point } from "../layout/layout";
import { Mark } from "./Mark";
import classes from "./flows.module.css";

interface Props {
  flows: PlacedFlow[];
  /** IDs of flows on the selected path, and of those that the pointer is at. */
  lit: Set<string>;
  hovered: Set<string>;
}

export function FlowLayer({ flows, lit, hovered }: Props) {
  const top = flows.filter(({ flow }) => lit.has(flow.id) || hovered.has(flow.id));
  return (
    <svg className={classes["flows"]} data-quiet={hovered.size > 0 || undefined} aria-hidden="true">
      <Plain flows={flows} />
      <g className={classes["top"]}>
        {top.map((placed) => (
          <Casing key={placed.flow.id} placed={placed} />
        ))}
        {top.map((placed) => (
          <FlowLine key={placed.flow.id} placed={placed} lit={lit.has(placed.flow.id)} />
        ))}
      </g>
    </svg>
  );
}

/** Whatever is lit, the flows themselves stay as they are: a thousand of them are not drawn again for a pointer that moves. */
const Plain = memo(function Plain({ flows }: { flows: PlacedFlow[] }) {
  return (
    <g>
      {flows.map((placed) => (
        <FlowLine key={placed.flow.id} placed={placed} />
      ))}
      {flows.map((placed) => (
        <Bridges key={placed.flow.id} placed={placed} />
      ))}
      {flows.map(({ flow, mark, stroke }) => mark && <Mark key={flow.id} at={mark.at} text={mark.text} tone={stroke.tone} grave={mark.grave} />)}
    </g>
  );
});

function FlowLine({ placed: { flow, stroke, path, tip, down, bar }, lit = false }: { placed: PlacedFlow; lit?: boolean }) {
  const width = lit ? Math.max(2.25, stroke.width) : stroke.width;
  return (
    <g data-flow={flow.id} data-tone={stroke.tone} data-lit={lit || undefined}>
      <path d={path} className={classes["line"]} style={{ strokeWidth: thick(width) }} strokeDasharray={stroke.dash} strokeLinecap={stroke.round ? "round" : "butt"} />
      {stroke.head !== "none" && <path d={headAt(tip, stroke.width, down)} className={classes[stroke.head]} />}
      {bar && <path d={barAt(bar, bar.down)} className={classes["bar"]} />}
      {lit && <title>{flow.kind}</title>}
    </g>
  );
}

/** From far away lines are held at a width that is seen. */
const thick = (width: number): string => `calc(${width}px * var(--thick, 1))`;

/** Where a flow runs over others it is drawn once more, with a casing. */
function Bridges({ placed: { over, stroke } }: { placed: PlacedFlow }) {
  const places = distinct(over);
  if (!places.length) return null;
  const along = places.map(({ x, y }) => `M${x},${y - 7}V${y + 7}`).join("");
  return (
    <g data-tone={stroke.tone}>
      <path d={along} className={classes["casing"]} style={{ strokeWidth: stroke.width + 6 }} />
      <path d={along} className={classes["line"]} style={{ strokeWidth: thick(stroke.width) }} />
    </g>
  );
}

function Casing({ placed: { over, under, stroke } }: { placed: PlacedFlow }) {
  const pieces = [...distinct(over).map(({ x, y }) => `M${x},${y - 7}V${y + 7}`), ...distinct(under).map(({ x, y }) => `M${x - 7},${y}H${x + 7}`)];
  return <path d={pieces.join("")} className={classes["casing"]} style={{ strokeWidth: Math.max(2.25, stroke.width) + 6 }} />;
}

/** Flows of one trunk cross at the same places. */
function distinct(points: Point[]): Point[] {
  return [...new Map(points.map((point) => [`${Math.round(point.x)} ${Math.round(point.y)}`, point])).values()];
}
