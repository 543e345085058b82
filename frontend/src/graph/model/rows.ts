// The order of a box's rows and where each stands. Inside a box flows run down.
import type { Row } from "./scene";
import { tableHeight } from "./table";

export const headerHeight = 46;
export const rowHeight = 30;
export const footerHeight = 26;
/** More room between two rows that a flow joins, for its arrow. */
export const arrowRoom = 12;

interface Inner {
  from: string;
  to: string;
}

/**
 * Returns rows in the order in which flows run between them; of those that none orders, as they came. What lies on a cycle
 * comes where its first row does. Quadratic at most in the rows of one box.
 */
export function inFlowOrder<T extends { id: string }>(rows: T[], inner: Inner[]): T[] {
  const waiting = new Map(rows.map((row) => [row.id, new Set<string>()]));
  for (const { from, to } of inner) if (from !== to && waiting.has(from)) waiting.get(to)?.add(from);
  const left = [...rows];
  const ordered: T[] = [];
  while (left.length) {
    const free = left.findIndex((row) => waiting.get(row.id)!.size === 0);
    const [row] = left.splice(Math.max(free, 0), 1);
    ordered.push(row!);
    for (const before of waiting.values()) before.delete(row!.id);
  }
  return ordered;
}

/** Gives each row its place from the top of the box and returns where the last one ends. */
export function stack(rows: Row[], inner: Inner[]): number {
  const joined = new Set(inner.map((flow) => `${flow.from} ${flow.to}`));
  let top = headerHeight;
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    if (before && joined.has(`${before.id} ${row.id}`)) top += arrowRoom;
    row.y = top + rowHeight / 2;
    top += rowHeight + tableHeight(row.table);
  });
  return top;
}
