// How a link reads as a sentence: "Finance owns Stock". The schema decides which relations there are.
import type { Relation } from "./relation.generated";

export type { Relation };

const verbs: Record<Relation, readonly [one: string, many: string]> = {
  FEEDS: ["feeds", "feed"],
  PART_OF: ["is part of", "are part of"],
  OWNS: ["owns", "own"],
  CONSUMES: ["consumes", "consume"],
  OPERATES: ["operates", "operate"],
  RUNS_IN: ["runs in", "run in"],
  SERVES: ["serves", "serve"],
  VARIANT_OF: ["is a form of", "are forms of"],
  READS: ["reads", "read"],
  WRITES: ["writes", "write"],
};

/** All relations, in the order of the schema. */
export const relations = Object.keys(verbs) as Relation[];

/** "owns"; of several, "own". */
export const verbOf = (relation: Relation, count = 1): string => verbs[relation][count === 1 ? 0 : 1];
