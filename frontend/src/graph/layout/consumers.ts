// Room for the teams that use what was asked about. They stand beside its box and are no nodes: using is not feeding.
import type { Box } from "../model/scene";

export const pill = { width: 146, height: 34, gap: 8, caption: 22, away: 28 };

export interface Room {
  width: number;
  height: number;
}

/** Right of the box where no flow leaves it, else below. */
export function consumerRoom(box: Box, leaves: boolean): Room {
  const count = box.consumers.length;
  if (!count) return { width: 0, height: 0 };
  const stack = pill.caption + count * (pill.height + pill.gap);
  return leaves ? { width: 0, height: stack + 12 } : { width: pill.away + pill.width, height: Math.max(0, stack - box.height) };
}

/** Where the pills begin, from the corner of the box. */
export function consumerCorner(box: Box, leaves: boolean): { x: number; y: number } {
  return leaves ? { x: 24, y: box.height + 10 } : { x: box.width + pill.away, y: 0 };
}
