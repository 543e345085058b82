// What each kind is called on the screen. The schema decides which kinds there are: one more of them fails to compile here.
import type { Kind } from "./entity.generated";

export type { Kind };

const words: Record<Kind, readonly [one: string, many: string]> = {
  DIVISION: ["division", "divisions"],
  MARKET: ["market", "markets"],
  TEAM: ["team", "teams"],
  SOURCE_SYSTEM: ["system", "systems"],
  DOMAIN: ["domain", "domains"],
  CAPABILITY: ["capability", "capabilities"],
  DATA_PRODUCT: ["data product", "data products"],
  PORT: ["port", "ports"],
  DATASET: ["dataset", "datasets"],
  FIELD: ["column", "columns"],
  JOB: ["job", "jobs"],
};

/** All kinds, from the widest to the finest. */
export const kinds = Object.keys(words) as Kind[];

export const isKind = (text: string): text is Kind => Object.hasOwn(words, text);

/** "domain"; of several, "domains". */
export const kindWord = (kind: Kind, count = 1): string => words[kind][count === 1 ? 0 : 1];

/** The same where it stands alone, as a heading does: "Domain", "Domains". */
export function kindTitle(kind: Kind, count = 1): string {
  const word = kindWord(kind, count);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The kind a person means by "port", "ports", "column" or "DATA_PRODUCT"; undefined where there is none such. */
export function kindOf(text: string): Kind | undefined {
  const wanted = text.toLowerCase().replaceAll(/[-_]/g, " ");
  return kinds.find((kind) => words[kind].includes(wanted) || kind.toLowerCase().replaceAll("_", " ") === wanted);
}
