// What a filter leaves to be seen. It never cuts a way: where what it hides lies between two that stay, a flow stays that
// says how many are hidden on it.
import type { Answer, Drawn, Recorded } from "./answer";

export interface Link extends Recorded {
  /** How many hidden entities lie on the way; 0 for a recorded flow. */
  between: number;
}

export interface Filtered {
  drawn: Drawn[];
  flows: Link[];
}

/** Returns what stays of an answer. Linear in its flows for each hidden entity's neighbours that stay. */
export function filtered(answer: Answer, stays: (entity: Drawn) => boolean): Filtered {
  const hidden = new Set(answer.drawn.filter((entity) => !stays(entity)).map((entity) => entity.id));
  const kept = answer.flows.filter((flow) => !hidden.has(flow.from) && !hidden.has(flow.to));
  return {
    drawn: answer.drawn.filter((entity) => !hidden.has(entity.id)),
    flows: [...kept.map((flow) => ({ ...flow, between: flow.between ?? 0 })), ...implied(answer.flows, hidden)],
  };
}

function implied(flows: Recorded[], hidden: Set<string>): Link[] {
  const out = new Map<string, Recorded[]>();
  for (const flow of flows) {
    if (flow.denied || flow.from === flow.to) continue;
    const row = out.get(flow.from);
    if (row) row.push(flow);
    else out.set(flow.from, [flow]);
  }
  return [...out.keys()].filter((from) => !hidden.has(from)).flatMap((from) => through(from, out, hidden));
}

/** The nearest that stay behind what is hidden, breadth first. */
function through(from: string, out: Map<string, Recorded[]>, hidden: Set<string>): Link[] {
  const links = new Map<string, Link>();
  const seen = new Set<string>();
  const enter = (at: string) =>
    (out.get(at) ?? []).filter((flow) => hidden.has(flow.to) && !seen.has(flow.to) && seen.add(flow.to));
  let level = enter(from);
  for (let between = 1; level.length; between++) {
    const next: Recorded[] = [];
    for (const step of level) {
      for (const flow of out.get(step.to) ?? []) {
        if (hidden.has(flow.to) || flow.to === from || links.has(flow.to)) continue;
        links.set(flow.to, { from, to: flow.to, precision: flow.precision, between });
      }
      next.push(...enter(step.to));
    }
    level = next;
  }
  return [...links.values()];
}
