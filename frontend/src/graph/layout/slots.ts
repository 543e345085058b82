// How far from the top of its box each slot is.
import { footerHeight, headerHeight } from "../model/rows";
import { type Box, cutSlot } from "../model/scene";

/** A removed flow enters so much below the ones that are kept, so that they are never on top of each other. */
export const removedOffset = 12;

export function slotHeights(box: Box): Map<string, number> {
  const heights = new Map([[box.id, headerHeight / 2]]);
  for (const row of box.rows) heights.set(row.id, row.y);
  if (box.pin) heights.set(box.pin.id, box.pin.y);
  if (box.cut) heights.set(cutSlot(box.id), box.height - footerHeight * (box.others || box.whole ? 1.5 : 0.5));
  return heights;
}
