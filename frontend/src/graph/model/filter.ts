// What a filter leaves to be seen of an answer, and what it hides: ways through that stay (implied.ts).
import type { Answer, Drawn, Recorded } from "./answer";

export interface Filtered {
  drawn: Drawn[];
  /** The flows of which no end is hidden. */
  flows: Recorded[];
  hidden: Set<string>;
}

/** Returns what stays of an answer. Linear. */
export function filtered(answer: Answer, stays: (entity: Drawn) => boolean): Filtered {
  const hidden = new Set(answer.drawn.filter((entity) => !stays(entity)).map((entity) => entity.id));
  return {
    drawn: answer.drawn.filter((entity) => !hidden.has(entity.id)),
    flows: answer.flows.filter((flow) => !hidden.has(flow.from) && !hidden.has(flow.to)),
    hidden,
  };
}
