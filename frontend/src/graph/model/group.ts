// Which boxes are closed so that a drawing stays legible.

/** More slots than this are not drawn: boxes are closed instead. */
export const most = 300;

/** Nor are more flows: nobody can follow them. */
export const mostFlows = 500;

/**
 * Returns which boxes are closed: those that somebody closed, and where all others open are too many, or `tight` because the flows
 * among them are, those that nobody opened and that are not to be kept. `sizes` is how many rows each box has.
 */
export function closedBoxes(sizes: Map<string, number>, wish: { open: Set<string>; closed: Set<string>; keep: Set<string> }, tight = false): Set<string> {
  const closed = new Set([...sizes.keys()].filter((box) => wish.closed.has(box)));
  const count = () => [...sizes].reduce((sum, [box, rows]) => sum + (closed.has(box) ? 1 : Math.max(1, rows)), 0);
  if (!tight && count() <= most) return closed;
  for (const box of sizes.keys()) if (!wish.open.has(box) && !wish.keep.has(box)) closed.add(box);
  return closed;
}

/** From so many rows on, a box shows the first ones only. */
const siblings = 40;
const first = 12;
const columns = 8;

/** Returns which rows of a box are drawn: all of a few, the first of many, and always those to be kept. */
export function firstRows<T extends { id: string; kind: string }>(rows: T[], keep: Set<string>): T[] {
  const fields = rows.length > columns && rows.every((row) => row.kind === "FIELD");
  if (!fields && rows.length <= siblings) return rows;
  const room = fields ? columns : first;
  return rows.filter((row, i) => i < room || keep.has(row.id));
}
