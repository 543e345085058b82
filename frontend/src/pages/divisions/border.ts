// The border of a division as a report: what a sale would cut, by relation, with a word for what must be done.
import { count } from "../../catalog/count";
import { grouped } from "../../catalog/grouped";
import { verbOf, type Relation } from "../../catalog/relations";
import type { CrossingsFragment, DivisionPairQuery, DivisionsPageQuery, DomainSidesFragment } from "./divisions.generated";

/** Which divisions there are. */
export type Catalog = NonNullable<DivisionsPageQuery["catalog"]>;
export type Division = Extract<NonNullable<NonNullable<DivisionPairQuery["catalog"]>["sold"]>, { border: unknown }>;
export type Domain = DomainSidesFragment["nodes"][number];
export type Crossing = CrossingsFragment["nodes"][number];

/** The division whose border is looked at, and the one beside it; undefined where there is no other. */
export interface Pair {
  revision: string;
  sold: Division;
  kept: Division | undefined;
}

// What each relation means for a sale: a heading, and what must be done about each link.
const tasks: Partial<Record<Relation, readonly [title: string, task: string]>> = {
  FEEDS: ["Flows to cut", "cut"],
  OWNS: ["Ownership to hand over", "needs an owner"],
  CONSUMES: ["Uses to replace", "replace"],
  OPERATES: ["Operators to replace", "needs an operator"],
  RUNS_IN: ["Data to move out of shared systems", "move"],
  SERVES: ["Teams and systems that serve others too", "split"],
};

export const titleOf = (relation: Relation): string => tasks[relation]?.[0] ?? `What ${verbOf(relation, 2)} across`;
export const taskOf = (relation: Relation): string => tasks[relation]?.[1] ?? "cut";

/** The crossings of one relation, by what is at the other side: POS, then all that runs in it. */
export interface Cut {
  /** The end outside the division. */
  outside: Crossing["from"];
  /** The ends inside. */
  inside: readonly Crossing["from"][];
  crossings: readonly Crossing[];
}

export function cutsOf(crossings: readonly Crossing[]): Cut[] {
  const cuts = new Map<string, Cut>();
  for (const crossing of crossings) {
    const [inside, outside] = crossing.outward ? [crossing.from, crossing.to] : [crossing.to, crossing.from];
    const before = cuts.get(outside.id);
    cuts.set(outside.id, { outside, inside: [...(before?.inside ?? []), inside], crossings: [...(before?.crossings ?? []), crossing] });
  }
  return [...cuts.values()];
}

/** Cuts that are the same but for what is at the other side: the POS of three markets, in which the same data runs for the same reason. */
export interface AlikeCuts extends Pick<Cut, "inside" | "crossings"> {
  outside: readonly Cut["outside"][];
}

export const alikeCuts = (cuts: readonly Cut[]): AlikeCuts[] =>
  grouped(cuts, ({ outside, inside, crossings }) => JSON.stringify([outside.kind, inside.map(({ id }) => id).sort(), crossings.map(({ relation, outward, reason }) => [relation, outward, reason])])).map((alike) => ({
    outside: alike.map(({ outside }) => outside),
    inside: alike[0]?.inside ?? [],
    crossings: alike.flatMap(({ crossings }) => crossings),
  }));

/** Both halves of "Selling Division V cuts 33 links to 13 shared things. No data flows across the border." */
export function borderSentence({ name, border }: Division, read: readonly Crossing[]): { answer: string; rest: string } {
  const { totalCount } = border.crossings;
  const flows = border.byRelation.find(({ relation }) => relation === "FEEDS")?.count ?? 0;
  const things = read.length < totalCount ? "" : ` to ${count(cutsOf(read).length, "shared thing")}`;
  if (totalCount === 0) return { answer: `Selling ${name} cuts nothing.`, rest: "" };
  return {
    answer: `Selling ${name} cuts ${count(totalCount, "link")}${things}.`,
    rest: flows > 0 ? `${count(flows, "flow crosses", "flows cross")} the border.` : "No data flows across the border.",
  };
}

/** How many links cross a border. */
export const crossingsOf = (division: Catalog["list"]["nodes"][number]): number =>
  "border" in division ? division.border.byRelation.reduce((sum, { count: some }) => sum + some, 0) : 0;
