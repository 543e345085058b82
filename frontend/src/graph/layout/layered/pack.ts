// Several layouts as one: the largest first, the others in rows below it.
import type { Layout, Point } from "../layout";

export interface Part {
  layout: Layout;
  bounds: { x: number; y: number; width: number; height: number };
}

const apart = 56;
/** A row is at least so wide as a square of all that is in it would be, times this: screens are wider than high. */
const screen = 1.6;

/** Puts layouts beside and below each other, in their order, so that none touch. Linear. */
export function packed(parts: Part[]): Layout {
  const area = parts.reduce((sum, { bounds }) => sum + (bounds.width + apart) * (bounds.height + apart), 0);
  const width = Math.max(parts[0]?.bounds.width ?? 0, Math.sqrt(area) * screen);
  const whole: Layout = { rows: new Map(), boxes: new Map(), flows: new Map() };
  let [x, y, row] = [0, 0, 0];
  for (const { layout, bounds } of parts) {
    if (x > 0 && x + bounds.width > width) [x, y, row] = [0, y + row + apart, 0];
    add(whole, layout, { x: x - bounds.x, y: y - bounds.y });
    x += bounds.width + apart;
    row = Math.max(row, bounds.height);
  }
  return whole;
}

function add(whole: Layout, { rows, boxes, flows }: Layout, by: Point): void {
  const move = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
  for (const [id, order] of rows) whole.rows.set(id, order);
  for (const [id, at] of boxes) whole.boxes.set(id, move(at));
  for (const [id, points] of flows) whole.flows.set(id, points.map(move));
}
