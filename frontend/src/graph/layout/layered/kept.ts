// Rows that were drawn before, in the order that they had then.
import { reordered } from "../../model/box";
import { inFlowOrder } from "../../model/rows";
import { type Box, type Flow, flowsWithin, type Scene } from "../../model/scene";

/** The scene with the rows that were drawn before in their order, in the places of such rows, but that what feeds another stays above it. */
export function keeping(scene: Scene, before: ReadonlyMap<string, readonly string[]>): Scene {
  if (!before.size) return scene;
  const inner = flowsWithin(scene.flows);
  return { ...scene, boxes: scene.boxes.map((box) => (before.has(box.id) ? kept(box, before.get(box.id)!, inner.get(box.id) ?? []) : box)) };
}

function kept(box: Box, before: readonly string[], inner: Flow[]): Box {
  const there = new Set(box.rows.map(({ id }) => id));
  const known = before.filter((id) => there.has(id));
  const isKnown = new Set(known);
  let next = 0;
  const order = box.rows.map((row) => (isKnown.has(row.id) ? { id: known[next++]! } : row));
  return reordered(box, inFlowOrder(order, inner).map(({ id }) => id), inner);
}
