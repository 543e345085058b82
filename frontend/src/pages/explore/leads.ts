// Teams and markets: no data flows through them, but through what they own, or what serves them.
import { count, listed } from "../../catalog/count";
import { type Kind, kindWord } from "../../catalog/kinds";
import type { LinkField, LinkGroup } from "../entity/kindLinks";

export const isFlowless = (kind: Kind): boolean => kind === "TEAM" || kind === "MARKET";

const words: Partial<Record<LinkField, (total: number) => string>> = {
  owns: (total) => `owns ${things(total)}`,
  consumes: (total) => `uses ${things(total)}`,
  operates: (total) => `operates ${count(total, kindWord("SOURCE_SYSTEM"))}`,
  systems: (total) => `is served by ${count(total, kindWord("SOURCE_SYSTEM"))}`,
  teams: (total) => `is looked after by ${count(total, kindWord("TEAM"))}`,
};

const things = (total: number): string => (total === 0 ? "nothing" : count(total, "thing"));

/** "No data flows through Sales Team, which is a team.", and "It owns 3 things and uses 2 things: follow the flows of these." */
export function leadsSaid(of: { kind: Kind; name: string }, groups: readonly Pick<LinkGroup, "field" | "first">[]): { answer: string; rest: string } {
  const said = groups.flatMap(({ field, first }) => words[field]?.(first.totalCount) ?? []);
  const some = groups.some(({ first }) => first.totalCount > 0);
  const rest = said.length > 0 ? `It ${listed(said, said.length)}${some ? ": follow the flows of these" : ""}.` : "Nothing is recorded that serves it.";
  return { answer: `No data flows through ${of.name}, which is a ${kindWord(of.kind)}.`, rest };
}

