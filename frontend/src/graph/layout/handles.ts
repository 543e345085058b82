// The handles at the borders of boxes: how many entities one step more would bring, before the click.
import type { Direction } from "../model/answer";
import { headerHeight } from "../model/rows";
import type { Box, Orientation, Row } from "../model/scene";

export interface Handle {
  slot: string;
  name: string;
  direction: Direction;
  /** How many a click brings; 0 where it takes away what was opened. */
  count: number;
  /** How many of these are not what a flow leads to, but the slot itself and its parts. */
  own: number;
  /** The middle of the handle, from the corner of the box. */
  x: number;
  y: number;
}

/** What somebody opened: `${slot} ${direction}`. */
export type Opened = Set<string>;

/** Rows have theirs at the sides, the box itself where its flows enter and leave. */
export function handlesOf(box: Box, opened: Opened, orientation: Orientation): Handle[] {
  const header = { id: box.id, name: box.name, hidden: box.hidden, undrawn: box.undrawn, y: headerHeight / 2 };
  return [header, ...(box.pin ? [box.pin] : []), ...box.rows].flatMap((slot) =>
    (["UPSTREAM", "DOWNSTREAM"] as const).flatMap((direction) => {
      const count = slot.hidden[direction];
      if (!count && !opened.has(`${slot.id} ${direction}`)) return [];
      const side = { x: direction === "DOWNSTREAM" ? box.width : -leftReach(box, slot), y: slot.y };
      const border = { x: box.width / 2, y: direction === "DOWNSTREAM" ? box.height : -10 };
      return [{ slot: slot.id, name: slot.name, direction, count, own: count && slot.undrawn, ...(orientation === "down" && slot.id === box.id ? border : side) }];
    }),
  );
}

/** How far above the lower border the handles of a whole box stand. */
const farUp = 26;

/** From far away rows are not drawn: the box has a handle each way for them all, at its sides, or from top down at its borders. */
export function farHandlesOf({ id, name, around, undrawn, width, height }: Box, opened: Opened, orientation: Orientation): Handle[] {
  return (["UPSTREAM", "DOWNSTREAM"] as const).flatMap((direction) => {
    const count = around[direction];
    if (!count && !opened.has(`${id} ${direction}`)) return [];
    const [first, last] = direction === "UPSTREAM" ? [0, 0] : [width, height];
    const place = orientation === "down" ? { x: width - farUp, y: last } : { x: first, y: height - farUp };
    return [{ slot: id, name, direction, count, own: count && undrawn, ...place }];
  });
}

function leftReach(box: Box, slot: Pick<Row, "id">): number {
  return slot.id === box.pin?.id ? 22 : 10;
}

/** How far before the border a flow into a slot ends, so that its head is seen beside ring and handle. */
export function headGap(box: Box, slot: string, handles: Handle[]): number {
  const handle = handles.find((handle) => handle.slot === slot && handle.direction === "UPSTREAM");
  if (handle) return -Math.min(handle.x, handle.y) + 12;
  return slot === box.pin?.id ? 9 : 2;
}
