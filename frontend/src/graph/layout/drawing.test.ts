import { describe, expect, test } from "vitest";
import { arrange } from "../model/arrange";
import { generate } from "../testdata/generate";
import { load } from "../testdata/load";
import { crossings } from "./crossings";
import { bridged, draw, type Drawing } from "./drawing";
import { layOutLayered } from "./layered/layered";
import { anchored, type Point } from "./layout";
import { slotHeights } from "./slots";

function drawn(answer: Parameters<typeof arrange>[0]): Drawing {
  const scene = arrange(answer, { grain: "port" });
  return draw(scene, layOutLayered(scene), new Set());
}

/** The straight pieces of flows that run through a box that they neither leave nor enter. */
function through({ boxes, flows }: Drawing): string[] {
  const pieces = flows.flatMap(({ flow, points }) => points.slice(1).map((to, i) => ({ flow, from: points[i]!, to })));
  return pieces.flatMap((piece) => boxes.filter(({ box, at }) => hits(piece.from, piece.to, { ...at, width: box.width, height: box.height })).map(({ box }) => `${piece.flow.id} through ${box.id}`));
}

function hits(a: Point, b: Point, box: { x: number; y: number; width: number; height: number }): boolean {
  const inside = 0.5; // a flow may touch the border of its own box
  return (
    Math.max(a.x, b.x) > box.x + inside &&
    Math.min(a.x, b.x) < box.x + box.width - inside &&
    Math.max(a.y, b.y) > box.y + inside &&
    Math.min(a.y, b.y) < box.y + box.height - inside
  );
}

describe("Sales Planning and what feeds it", () => {
  const drawing = drawn(load("sales-planning"));
  const at = (name: string) => drawing.boxes.find(({ box }) => box.name === name)!;

  test("runs from left to right", () => {
    expect(at("Customer").at.x).toBeLessThan(at("Sale").at.x);
    expect(at("Sale").at.x).toBeLessThan(at("Sales Planning").at.x);
  });

  test("has its flows at the rows they belong to", () => {
    for (const { flow, points } of drawing.flows) {
      const [from, to] = [flow.fromBox, flow.toBox].map((id) => drawing.boxes.find(({ box }) => box.id === id)!);
      expect(points[0]).toEqual({ x: from!.at.x + from!.box.width, y: from!.at.y + slotHeights(from!.box).get(flow.from)! });
      expect(points.at(-1)).toEqual({ x: to!.at.x, y: to!.at.y + slotHeights(to!.box).get(flow.to)! });
    }
  });

  test("has all lines straight, level or upright", () => {
    for (const { points } of drawing.flows) points.slice(1).forEach((to, i) => expect(to.x === points[i]!.x || to.y === points[i]!.y).toBe(true));
  });

  test("has rails inside the boxes", () => {
    expect(at("Sale").inner).toHaveLength(1);
    expect(at("Sales Planning").inner).toHaveLength(3);
  });

  test("has nothing on top of anything else", () => {
    const boxes = drawing.boxes;
    for (const a of boxes) for (const b of boxes) if (a !== b) expect(hits(a.at, { x: a.at.x + a.box.width, y: a.at.y + a.box.height }, { ...b.at, width: b.box.width, height: b.box.height })).toBe(false);
  });
});

test("no flow runs through a box", { timeout: 120_000 }, () => {
  for (let seed = 0; seed < 8; seed++) {
    const drawing = drawn(generate({ seed, domains: 3 + seed, parts: 1 + (seed % 6), degree: 1.3, back: 8, coarse: 10 }));
    expect(through(drawing)).toEqual([]);
  }
});

test("a box that was clicked stays where it was", () => {
  const before = arrange(load("sales-planning"), { grain: "port" });
  const after = arrange(load("sales-planning-opened"), { grain: "port" });
  const [old, now] = [layOutLayered(before), layOutLayered(after)];
  const moved = anchored(now, "domain:division-x/product", old);
  expect(moved.boxes.get("domain:division-x/product")).toEqual(old.boxes.get("domain:division-x/product"));
  expect(moved.boxes.size).toBe(now.boxes.size);
});

test("crossings are those that looking at every pair finds", () => {
  const points = (...flat: number[]) => flat.flatMap((x, i) => (i % 2 ? [] : [{ x, y: flat[i + 1]! }]));
  const lines = [
    { id: "level", from: "a", to: "b", points: points(0, 50, 100, 50) },
    { id: "up", from: "c", to: "d", points: points(30, 0, 30, 100) },
    { id: "trunk", from: "a", to: "e", points: points(0, 50, 60, 50, 60, 90) },
    { id: "beside", from: "f", to: "g", points: points(130, 0, 130, 100) },
  ];
  expect(crossings(lines)).toEqual([
    { over: "up", under: "level", at: { x: 30, y: 50 } },
    { over: "up", under: "trunk", at: { x: 30, y: 50 } },
  ]);
});

test("each crossing is a bridge of one flow and lies under it in another, and the drawing stays as it was", { timeout: 120_000 }, () => {
  const { flows } = drawn(generate({ seed: 4, domains: 14, parts: 6, degree: 1.5, back: 8 }));
  const lines = flows.map(({ flow, points }) => ({ id: flow.id, from: flow.from, to: flow.to, points }));
  const found = bridged(flows);
  expect(found.flatMap(({ over }) => over)).toHaveLength(crossings(lines).length);
  expect(found.flatMap(({ under }) => under)).toHaveLength(crossings(lines).length);
  expect(flows.every(({ over }) => over.length === 0)).toBe(true);
});

test("a flow across divisions has its double bar where it leaves, and no other has one", () => {
  const answer = generate({ seed: 3, domains: 4, parts: 2, degree: 1 });
  for (const [id, place] of [...answer.places]) {
    const division = `division:${Number(id.at(-1)) % 2}`;
    answer.places.set(id, { ...place, container: division });
    answer.places.set(division, { ...place, id: division, kind: "DIVISION", name: division });
  }
  const { flows } = drawn(answer);
  const odd = (box: string) => Number(box.at(-1)) % 2;
  expect(flows.some(({ bar }) => bar)).toBe(true);
  for (const { flow, bar, points } of flows) expect(bar).toEqual(odd(flow.fromBox) === odd(flow.toBox) ? undefined : { x: points[0]!.x + 12, y: points[0]!.y, down: false });
});
