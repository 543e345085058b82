// From far away only boxes are told apart: all flows from one to another are one then, as wide as they are many. What was denied,
// what a filter implies and what a plan changes is none of them, and stays apart.
import type { Flow } from "../model/scene";
import type { PlacedFlow } from "./drawing";
import { strokeOf } from "./stroke";

/** One flow of a kind for each pair of boxes, along the way of its first. Linear. */
export function rolledUp(flows: PlacedFlow[]): PlacedFlow[] {
  const pairs = new Map<string, PlacedFlow>();
  for (const placed of flows) {
    const { flow } = placed;
    const pair = [flow.fromBox, flow.toBox, flow.change ?? "", isRecorded(flow) ? "" : flow.kind].join(" ");
    const known = pairs.get(pair);
    pairs.set(pair, known ? { ...known, flow: joined(known.flow, flow) } : placed);
  }
  return [...pairs.values()].map(({ mark: _, ...placed }) => ({ ...placed, stroke: strokeOf(placed.flow) }));
}

const isRecorded = ({ kind }: Flow): boolean => kind !== "denied" && kind !== "implied";

function joined(first: Flow, other: Flow): Flow {
  const precision = first.precision === "EXACT" ? "EXACT" : other.precision;
  return { ...first, count: first.count + other.count, cycle: Math.max(first.cycle, other.cycle), precision, ...(isRecorded(first) && { kind: "rollup" }) };
}
