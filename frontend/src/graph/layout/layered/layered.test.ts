import { describe, expect, test } from "vitest";
import { arrange } from "../../model/arrange";
import { type Box, orientations, type Scene } from "../../model/scene";
import { generate } from "../../testdata/generate";
import { load } from "../../testdata/load";
import { type Layout, ordered, type Point } from "../layout";
import { portsOf } from "../ports";
import { slotHeights } from "../slots";
import { layOutLayered } from "./layered";
import { layersOf } from "./layers";

/** Catalogs of all shapes, with flows that close cycles and boxes that none touches. */
const scenes: Scene[] = Array.from({ length: 26 }, (_, seed) =>
  arrange(generate({ seed, domains: 2 + (seed % 13) * 3, parts: 1 + (seed % 8), degree: 0.3 + (seed % 5) / 2, back: seed % 3 ? 12 : 0, coarse: 10 }), { grain: "port", orientation: seed % 4 === 3 ? "down" : "right" }),
);
for (const orientation of orientations) scenes.push(arrange(load("sales-planning"), { grain: "port", orientation }), arrange(load("customer-both-later"), { grain: "port", orientation }));

const layouts = scenes.map((asked) => {
  const layout = layOutLayered(asked);
  return { asked, layout, scene: ordered(asked, layout) };
});

const patience = { timeout: 120_000 }; // a machine may be slow; no test here is about time

const between = (scene: Scene) => scene.flows.filter((flow) => flow.fromBox !== flow.toBox);

function rectangles(scene: Scene, layout: Layout, withRoom: boolean) {
  const ports = portsOf(scene);
  return scene.boxes.map((box) => {
    const { room } = ports.get(box.id)!;
    const { x, y } = layout.boxes.get(box.id)!;
    return { id: box.id, left: x, top: y, right: x + box.width + (withRoom ? room.width : 0), bottom: y + box.height + (withRoom ? room.height : 0) };
  });
}

/** Where a flow leaves and enters a box: from top down at its middle, but for rows. */
function ends(scene: Scene, layout: Layout, box: Box, slot: string): { out: Point; into: Point } {
  const { x, y } = layout.boxes.get(box.id)!;
  const height = slotHeights(box).get(slot)!;
  if (scene.orientation === "down" && slot === box.id) return { out: { x: x + box.width / 2, y: y + box.height }, into: { x: x + box.width / 2, y } };
  return { out: { x: x + box.width, y: y + height }, into: { x, y: y + height } };
}

const pieces = (points: Point[]) => points.slice(1).map((to, i) => [points[i]!, to] as const);

describe("a layered layout", patience, () => {
  test("puts no box on another", () => {
    for (const { scene, layout } of layouts) {
      const placed = rectangles(scene, layout, true);
      const touching = placed.flatMap((a, i) => placed.slice(i + 1).filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
      expect(touching).toEqual([]);
    }
  });

  test("leads each flow at right angles from its slot to its slot", () => {
    for (const { scene, layout } of layouts) {
      const boxes = new Map(scene.boxes.map((box) => [box.id, box]));
      for (const flow of between(scene)) {
        const points = layout.flows.get(flow.id)!;
        expect(points[0]).toEqual(ends(scene, layout, boxes.get(flow.fromBox)!, flow.from).out);
        expect(points.at(-1)).toEqual(ends(scene, layout, boxes.get(flow.toBox)!, flow.to).into);
        for (const [a, b] of pieces(points)) expect(Math.min(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeLessThan(0.6);
      }
    }
  });

  test("leads no flow through a box", () => {
    for (const { scene, layout } of layouts) {
      const boxes = rectangles(scene, layout, scene.orientation === "right"); // channels are within the room
      const through = between(scene).flatMap(({ id }) =>
        pieces(layout.flows.get(id)!).flatMap(([a, b]) =>
          boxes.filter((box) => Math.min(a.x, b.x) < box.right - 1 && Math.max(a.x, b.x) > box.left + 1 && Math.min(a.y, b.y) < box.bottom - 1 && Math.max(a.y, b.y) > box.top + 1).map((box) => `${id} through ${box.id}`),
        ),
      );
      expect(through).toEqual([]);
    }
  });

  test("is the same for the same scene", () => {
    for (const { asked, layout } of layouts) expect(layOutLayered({ ...asked, boxes: asked.boxes.toReversed() })).toEqual(layout);
  });

  test("leads onwards, but for what closes a cycle", () => {
    for (const scene of scenes) {
      const layers = layersOf(scene.boxes.map(({ id }) => id).sort(), between(scene));
      const kept = between(scene).filter(({ fromBox, toBox }) => layers.get(fromBox)! >= layers.get(toBox)!);
      for (const flow of kept) expect(reaches(scene, flow.toBox, flow.fromBox), flow.id).toBe(true);
    }
  });
});

/** The naive oracle: whether there is any way from one box to another. */
function reaches(scene: Scene, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const at of seen) for (const flow of between(scene)) if (flow.fromBox === at) seen.add(flow.toBox);
  return seen.has(to);
}
