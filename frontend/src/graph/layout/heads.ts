// The heads of flows, and the double bar of those that cross to another division.
import type { Point } from "./layout";

/** Half of how high a head is: it grows with the line. */
export function headHeight(width: number): number {
  return Math.max(4.6, width + 2.2);
}

/** A head that points to the right, or down. */
export function headAt({ x, y }: Point, width: number, down = false): string {
  const half = headHeight(width);
  return down ? `M${x - half},${y - 8}L${x},${y}L${x + half},${y - 8}Z` : `M${x - 8},${y - half}L${x},${y}L${x - 8},${y + half}Z`;
}

/** How much room a bar takes, in either direction. */
export const barSize = 20;

/** Across a line that leads to the right, or down. */
export function barAt({ x, y }: Point, down = false): string {
  return down ? `M${x - 10},${y - 3}h20M${x - 10},${y + 3}h20` : `M${x - 3},${y - 10}v20M${x + 3},${y - 10}v20`;
}
