// The rows of the palette: what is found, by kind, then what can be asked about the one that is chosen.
import { kindTitle } from "../catalog/kinds";
import { questionsAbout, type Ask } from "./questions";
import type { Hit } from "./useHits";

export interface Row {
  heading?: string | false;
  hit?: Hit;
  ask?: Ask;
}

/** What is found and, where there is one to ask about, the questions. */
export function rowsOf(hits: readonly Hit[], about: Hit | undefined): Row[] {
  const found = hits.map((hit, index) => ({ hit, heading: hit.kind !== hits[index - 1]?.kind && kindTitle(hit.kind, 2) }));
  const asks = about ? questionsAbout(about).map((ask, index) => ({ ask, heading: index === 0 && `Ask about ${placed(about)}` })) : [];
  return [...found, ...asks];
}

const placed = ({ name, containers }: Hit): string =>
  containers.length > 0 ? `${name} in ${containers.map((container) => container.name).join(", ")}` : name;

/** Kinds in the order of their best hit; within a kind the best first. */
export function byKind(hits: readonly Hit[]): Hit[] {
  const order = [...new Set(hits.map(({ kind }) => kind))];
  return order.flatMap((kind) => hits.filter((hit) => hit.kind === kind));
}
