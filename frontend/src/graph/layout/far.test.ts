import { describe, expect, test } from "vitest";
import type { Answer, Drawn, Place, Recorded } from "../model/answer";
import { arrange } from "../model/arrange";
import { draw } from "./drawing";
import { fromFar } from "./far";
import { layOutLayered } from "./layered/layered";

const nothing = { UPSTREAM: 0, DOWNSTREAM: 0 };

/** Domains with two ports each, and flows between these. */
function drawingOf(flows: Recorded[], hidden: Record<string, Place["hidden"]> = {}) {
  const ids = [...new Set(flows.flatMap(({ from, to }) => [from, to]))];
  const domain = (id: string) => `domain:${id.slice(5, 6)}`;
  const drawn = ids.map((id): Drawn => ({ id, kind: "PORT", name: id, input: false, containers: [domain(id)], hidden: nothing }));
  const places = new Map(ids.map(domain).map((id): [string, Place] => [id, { id, kind: "DOMAIN", name: id, parts: 2, hidden: hidden[id] ?? nothing }]));
  const answer: Answer = { start: [], drawn, places, flows, consumers: [], total: drawn.length };
  const scene = arrange(answer, { grain: "port" });
  return draw(scene, layOutLayered(scene), new Set());
}
const flow = (from: string, to: string, more: Partial<Recorded> = {}): Recorded => ({ from: `port:${from}`, to: `port:${to}`, precision: "EXACT", ...more });

describe("from far away", () => {
  test("what a plan takes away and brings is still marked, beside how many flows stay", () => {
    const flows = fromFar(drawingOf([flow("a1", "b1"), flow("a2", "b2"), flow("a4", "b4", { change: "removed" }), flow("a6", "b6", { change: "added" })]), 1);
    expect(flows.map(({ mark }) => [mark?.text, mark?.grave]).sort()).toEqual([["+", true], ["2 flows", false], ["✕", true]]);
  });

  test("a cycle between boxes is still told on the flow that returns, whichever of several was first", () => {
    const flows = fromFar(drawingOf([flow("a1", "b1"), flow("b2", "a2"), flow("b1", "a1")]), 1.7);
    const told = flows.filter(({ mark }) => mark?.text.startsWith("↺"));
    expect(told.map(({ mark }) => [mark!.text, mark!.grave])).toEqual([["↺ 2", true]]);
  });

  test("one handle for each way says what one step from any part of the box brings, and heads end before it", () => {
    const hidden = { "domain:b": { UPSTREAM: 3, DOWNSTREAM: 0 } };
    const drawing = drawingOf([flow("a1", "b1"), flow("a1", "b2")], hidden);
    const b = drawing.boxes.find(({ box }) => box.id === "domain:b")!;
    expect(b.farHandles.map(({ slot, direction, count }) => [slot, direction, count])).toEqual([["domain:b", "UPSTREAM", 3]]);
    const [line] = fromFar(drawing, 1.7);
    const covered = Math.abs(line!.points.at(-1)!.y - (b.at.y + b.farHandles[0]!.y)) < 24;
    expect(line!.tip.x).toBeLessThanOrEqual(b.at.x - (covered ? 30 : 0));
  });
});
