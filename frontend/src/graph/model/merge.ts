// Flows between slots: parallel ones become one that says how many it stands for.
import type { Recorded } from "./answer";
import type { Implied } from "./implied";
import type { Flow, FlowKind } from "./scene";

export interface End {
  box: string;
  slot: string;
  division: string | undefined;
}

/**
 * Returns the flows between slots, in the order of the recorded ones, then the implied ones. What begins and ends at the same slot
 * is left out, unless it was recorded as a flow of an entity to itself. Linear.
 */
export function merged(links: Recorded[], end: (id: string) => End | undefined, implied: Implied[] = []): Flow[] {
  const flows = new Map<string, Flow>();
  for (const link of links) {
    const from = end(link.from);
    const to = end(link.to);
    if (!from || !to || (from.slot === to.slot && link.from !== link.to)) continue;
    const id = [from.slot, to.slot, group(link)].join(" ");
    const known = flows.get(id);
    if (known) add(known, link);
    else flows.set(id, begin(id, link, from, to));
  }
  for (const { from, to, between, precision } of implied) {
    const link = { from: from.slot, to: to.slot, between, precision, count: 0 };
    const id = [from.slot, to.slot, group(link)].join(" ");
    flows.set(id, begin(id, link, from, to));
  }
  return [...withoutImplied(flows)];
}

/** What must not be drawn as one: changes, what was denied, what is implied. */
function group(link: Recorded): string {
  return link.change ?? (link.denied ? "denied" : link.between ? "implied" : "kept");
}

function begin(id: string, link: Recorded, from: End, to: End): Flow {
  const rolled = link.count !== undefined || from.slot !== link.from || to.slot !== link.to;
  return {
    id,
    from: from.slot,
    to: to.slot,
    fromBox: from.box,
    toBox: to.box,
    kind: kindOf(link, rolled),
    precision: link.precision,
    count: link.count ?? 1,
    between: link.between ?? 0,
    crosses: from.division !== undefined && to.division !== undefined && from.division !== to.division,
    cycle: 0,
    ...(link.change && { change: link.change }),
  };
}

function kindOf(link: Recorded, rolled: boolean): FlowKind {
  if (link.denied) return "denied";
  if (link.between) return "implied";
  if (rolled) return "rollup";
  return link.precision === "COARSE" ? "coarse" : "exact";
}

function add(flow: Flow, link: Recorded): void {
  flow.count += link.count ?? 1;
  if (link.precision === "EXACT") flow.precision = "EXACT";
  flow.between = Math.min(flow.between, link.between ?? 0);
  if (flow.kind === "exact" || flow.kind === "coarse") flow.kind = "rollup";
}

/** An implied flow says nothing beside one that was recorded between the same slots. */
function* withoutImplied(flows: Map<string, Flow>): Generator<Flow> {
  for (const flow of flows.values()) {
    if (flow.kind !== "implied" || !flows.has([flow.from, flow.to, "kept"].join(" "))) yield flow;
  }
}
