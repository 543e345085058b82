import { describe, expect, test } from "vitest";
import type { Flow, FlowKind } from "../model/scene";
import type { PlacedFlow } from "./drawing";
import { rolledUp } from "./rolled";
import { legendOf, strokeOf } from "./stroke";

const flow = (kind: FlowKind, more: Partial<Flow> = {}): Flow => ({ id: kind, from: "a", to: "b", fromBox: "a", toBox: "b", kind, precision: "EXACT", count: 1, between: 0, crosses: false, cycle: 0, ...more });
const coarse = { precision: "COARSE" } as const;

test("coarse and exact are told apart without colour, alone and rolled up", () => {
  for (const [exact, other] of [[flow("exact"), flow("coarse", coarse)], [flow("rollup", { count: 3 }), flow("rollup", { count: 3, ...coarse })]] as const) {
    const [sure, unsure] = [strokeOf(exact), strokeOf(other)];
    expect([sure.dash, sure.head, sure.mark?.includes("≈") ?? false]).toEqual([undefined, "filled", false]);
    expect([unsure.dash === undefined, unsure.head, unsure.mark?.includes("≈")]).toEqual([false, "hollow", true]);
  }
  expect(strokeOf(flow("rollup", { count: 3, ...coarse })).mark).toBe("≈ 3 flows");
  expect(strokeOf(flow("rollup", { count: 2_310 })).mark).toBe("2,310 flows");
  expect(strokeOf(flow("implied", { between: 1_234 })).mark).toBe("1,234 hidden");
});

test("the legend tells them apart too", () => {
  expect(legendOf([flow("rollup", coarse), flow("rollup"), flow("exact")]).map(({ label, flow }) => [label, strokeOf(flow).head])).toEqual([
    ["Exact", "filled"],
    ["Roll-up", "filled"],
    ["Coarse roll-up", "hollow"],
  ]);
});

describe("from far away", () => {
  const placed = (flow: Flow): PlacedFlow => ({ flow, stroke: strokeOf(flow), points: [], path: "", tip: { x: 0, y: 0 }, down: false, over: [], under: [] });
  const far = (...flows: Flow[]) => rolledUp(flows.map(placed)).map(({ flow: { kind, count, precision }, stroke }) => [kind, count, precision, stroke.head]);

  test("what joins two boxes is one, coarse where all of it is", () => {
    expect(far(flow("coarse", coarse), flow("coarse", coarse))).toEqual([["rollup", 2, "COARSE", "hollow"]]);
    expect(far(flow("coarse", coarse), flow("rollup", { count: 2 }))).toEqual([["rollup", 3, "EXACT", "filled"]]);
    expect(far(flow("coarse", coarse))).toEqual([["coarse", 1, "COARSE", "hollow"]]);
  });

  test("what was denied and what a filter implies is not taken for a flow", () => {
    expect(far(flow("denied"), flow("exact"), flow("implied", { between: 2 }))).toEqual([["denied", 1, "EXACT", "none"], ["exact", 1, "EXACT", "filled"], ["implied", 1, "EXACT", "filled"]]);
  });
});
