// A layout that was made from left to right, turned to lead from top down.
import type { Flow, Scene } from "../../model/scene";
import type { Layout, Point } from "../layout";
import { portsOf } from "../ports";
import { removedOffset, slotHeights } from "../slots";

/** Returns the same layout with its axes swapped. What leaves or enters a row is led along its channel. Linear. */
export function turned({ rows, boxes, flows }: Layout, scene: Scene): Layout {
  const ports = portsOf(scene);
  const swapped = ({ x, y }: Point): Point => ({ x: y, y: x });
  const corners = new Map([...boxes].map(([id, { x, y }]) => [id, { x: y + ports.get(id)!.before, y: x }]));
  const byId = new Map(scene.boxes.map((box) => [box.id, { box, heights: slotHeights(box) }]));
  const beside = (id: string, slot: string, right: boolean, below: number): Point[] => {
    const { box, heights } = byId.get(id)!;
    const { x, y } = corners.get(id)!;
    return slot === id ? [] : [{ x: right ? x + box.width : x, y: y + heights.get(slot)! + below }];
  };
  const led = (flow: Flow, points: Point[]): Point[] => {
    const from = beside(flow.fromBox, flow.from, true, 0);
    const to = beside(flow.toBox, flow.to, false, flow.change === "removed" ? removedOffset : 0);
    const inner = points.map(swapped);
    if (from[0]) inner[0] = { x: inner[0]!.x, y: from[0].y };
    if (to[0]) inner[inner.length - 1] = { x: inner.at(-1)!.x, y: to[0].y };
    return [...from, ...inner, ...to];
  };
  return { rows, boxes: corners, flows: new Map(scene.flows.flatMap((flow) => (flows.has(flow.id) ? [[flow.id, led(flow, flows.get(flow.id)!)] as const] : []))) };
}
