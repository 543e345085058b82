// Which column each box stands in: right of whatever feeds it, but for what closes a cycle.
import { inLine, type Weights } from "./acyclic";

interface Arrow {
  fromBox: string;
  toBox: string;
}

const passes = 8;

/**
 * Returns a layer for each box, from 0 on. Flows lead to a higher layer, except few that close a cycle. Boxes stand as near as
 * they can to most of what they are joined to. Linear, but for the boxes on one cycle (inLine).
 */
export function layersOf(boxes: string[], flows: Arrow[]): Map<string, number> {
  const weights: Weights = new Map(boxes.map((box) => [box, new Map()]));
  for (const { fromBox, toBox } of flows) weights.get(fromBox)!.set(toBox, (weights.get(fromBox)!.get(toBox) ?? 0) + 1);
  const line = inLine(boxes, weights);
  const { out, into } = onwards(line, weights);
  const layers = new Map(boxes.map((box) => [box, 0]));
  for (const box of line) for (const { to } of out.get(box)!) layers.set(to, Math.max(layers.get(to)!, layers.get(box)! + 1));
  shorten(line, layers, out, into);
  return fromZero(layers);
}

interface Joined {
  to: string;
  count: number;
}
type Side = Map<string, Joined[]>;

/** What leads onwards in the line, both ways. */
function onwards(line: string[], weights: Weights): { out: Side; into: Side } {
  const rank = new Map(line.map((box, i) => [box, i]));
  const out: Side = new Map(line.map((box) => [box, []]));
  const into: Side = new Map(line.map((box) => [box, []]));
  for (const from of line) {
    for (const [to, count] of weights.get(from)!) {
      if (rank.get(from)! >= rank.get(to)!) continue;
      out.get(from)!.push({ to, count });
      into.get(to)!.push({ to: from, count });
    }
  }
  return { out, into };
}

/** Moves boxes within the room that they have towards the side with more flows, so that flows pass few columns. */
function shorten(line: string[], layers: Map<string, number>, out: Side, into: Side): void {
  const sum = (joined: Joined[]) => joined.reduce((sum, { count }) => sum + count, 0);
  for (let pass = 0; pass < passes; pass++) {
    const rightwards = pass % 2 === 0;
    const [ahead, behind] = rightwards ? [out, into] : [into, out];
    for (const box of rightwards ? line.toReversed() : line) {
      const next = ahead.get(box)!.map(({ to }) => layers.get(to)!);
      if (!next.length || sum(ahead.get(box)!) <= sum(behind.get(box)!)) continue;
      layers.set(box, rightwards ? Math.min(...next) - 1 : Math.max(...next) + 1);
    }
  }
}

function fromZero(layers: Map<string, number>): Map<string, number> {
  const used = [...new Set(layers.values())].sort((a, b) => a - b);
  const place = new Map(used.map((layer, i) => [layer, i]));
  return new Map([...layers].map(([box, layer]) => [box, place.get(layer)!]));
}
