// The drawing from far away, where only boxes are told apart.
import type { Drawing, PlacedBox, PlacedFlow } from "./drawing";
import { marked, MarkRoom } from "./marks";
import { rolledUp } from "./rolled";
import { rounded, shortened } from "./rounded";

/** On more flows than this counts would hide more than they say: only what is grave is marked. */
const most = 300;

/** The flows between boxes, one for each pair and kind, with their marks, which are `scale` times as large as near by. */
export function fromFar({ boxes, flows, orientation }: Drawing, scale: number): PlacedFlow[] {
  const rolled = rolledUp(flows);
  const byId = new Map(boxes.map((placed) => [placed.box.id, placed]));
  return marked(rolled, new MarkRoom(boxes, rolled, scale), orientation, rolled.length > most).map((placed) => beforeHandle(placed, byId.get(placed.flow.toBox)!));
}

/** Half of a handle as it is from far away. */
const handle = { width: 34, height: 24 };
const headLength = 8;

/** A head that would be behind the handle of the whole box ends before it. */
function beforeHandle(placed: PlacedFlow, { at, farHandles }: PlacedBox): PlacedFlow {
  const { points, stroke } = placed;
  const hides = farHandles.some(({ direction, x, y }) => direction === "UPSTREAM" && x === 0 && Math.abs(at.y + y - points.at(-1)!.y) < handle.height);
  if (!hides) return placed;
  const toTip = shortened(points, handle.width);
  return { ...placed, path: rounded(stroke.head === "none" ? toTip : shortened(toTip, headLength)), tip: toTip.at(-1)! };
}
