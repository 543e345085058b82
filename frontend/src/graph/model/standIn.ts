// What stands for an entity in a drawing: itself, or the nearest of what it is part of that is drawn.
import { type Find, lineUp } from "./line";
import { type Box, cutSlot, slotsOf } from "./scene";

/** Returns the slot that stands for an entity; for one of which the answer knows nothing, its ID. */
export function standIns(boxes: Box[], find: Find): (id: string) => string {
  const slots = new Map(boxes.flatMap((box) => [...slotsOf(box).map((slot): [string, string] => [slot, slot]), ...box.rest.map(({ id }): [string, string] => [id, cutSlot(box.id)])]));
  return (id) => lineUp(id, find).flatMap((at) => slots.get(at.id) ?? [])[0] ?? id;
}
