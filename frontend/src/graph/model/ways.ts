// Ways along drawn flows: what to light up, and where a key leads.
import { type Box, type Flow, slotsOf } from "./scene";

/** Flows by the slot that they leave, and by the slot that they enter. */
export interface Ways {
  out: Map<string, Flow[]>;
  in: Map<string, Flow[]>;
}

export function waysOf(flows: Flow[]): Ways {
  const ways: Ways = { out: new Map(), in: new Map() };
  for (const flow of flows) {
    add(ways.out, flow.from, flow);
    add(ways.in, flow.to, flow);
  }
  return ways;
}

function add(index: Map<string, Flow[]>, slot: string, flow: Flow): void {
  const known = index.get(slot);
  if (known) known.push(flow);
  else index.set(slot, [flow]);
}

/**
 * Returns the flows of a shortest way from any of some slots to any of others, in the order in which data takes them, or
 * none. Breadth first: linear in the flows. Denied flows carry nothing.
 */
export function shortestWay({ out }: Ways, from: Set<string>, to: Set<string>): Flow[] {
  const by = new Map<string, Flow | undefined>([...from].map((slot) => [slot, undefined]));
  const queue = [...by.keys()];
  for (const at of queue) {
    for (const flow of out.get(at) ?? []) {
      if (flow.kind === "denied" || by.has(flow.to)) continue;
      by.set(flow.to, flow);
      if (to.has(flow.to)) return traced(by, flow);
      queue.push(flow.to);
    }
  }
  return [];
}

function traced(by: Map<string, Flow | undefined>, last: Flow): Flow[] {
  const way: Flow[] = [];
  for (let flow: Flow | undefined = last; flow; flow = by.get(flow.from)) way.unshift(flow);
  return way;
}

/** A recorded flow of a way, by the IDs of its ends. */
export interface Step {
  from: string;
  to: string;
}

/** The drawn flows of a way; undefined where one of them is not drawn as it was recorded, as in a closed box. */
export function wayAlong({ out }: Ways, way: readonly Step[]): Flow[] | undefined {
  const flows = way.map(({ from, to }) => out.get(from)?.find((flow) => flow.to === to && flow.kind !== "denied"));
  return flows.length > 0 && flows.every((flow) => flow !== undefined) ? flows : undefined;
}

/** All flows on any way from some slots to others: the paths between two. Linear. */
export function flowsBetween(ways: Ways, from: Set<string>, to: Set<string>): Flow[] {
  const down = reached(ways.out, from, (flow) => flow.to);
  const up = reached(ways.in, to, (flow) => flow.from);
  return [...ways.out.values()].flat().filter((flow) => flow.kind !== "denied" && down.has(flow.from) && up.has(flow.to));
}

function reached(index: Map<string, Flow[]>, from: Set<string>, end: (flow: Flow) => string): Set<string> {
  const seen = new Set(from);
  for (const at of seen) for (const flow of index.get(at) ?? []) if (flow.kind !== "denied") seen.add(end(flow));
  return seen;
}

/** The slots of a box, and of a row itself: what a click on either means. */
export function slotsFor(boxes: Box[], slot: string): Set<string> {
  const box = boxes.find((box) => box.id === slot);
  return new Set(box ? slotsOf(box) : [slot]);
}
