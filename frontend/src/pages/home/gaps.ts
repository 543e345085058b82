// The gaps of a catalog in a few sentences, one for each kind of them.
import { listed } from "../../catalog/count";
import type { GapNamesFragment } from "./home.generated";

/** The findings of each kind: how many there are, and the first of them. */
export type Gaps = Record<"unowned" | "conflict" | "unsourced" | "shadow", GapNamesFragment>;

// What is said of one, and of several.
const said: Record<keyof Gaps, readonly [one: string, many: string]> = {
  unowned: ["has no owner", "have no owner"],
  conflict: ["has two owners", "have two owners"],
  unsourced: ["has no recorded source", "have no recorded source"],
  shadow: ["has neither an owner nor an operator", "have neither an owner nor an operator"],
};

const kinds = Object.keys(said) as (keyof Gaps)[];

export const totalOf = (gaps: Gaps): number => kinds.reduce((sum, kind) => sum + gaps[kind].totalCount, 0);

/** "Weekly Sales Report, Stock Levels and 996 more have no recorded source." What is called alike is named once, and all of it counts. */
export function gapSentences(gaps: Gaps): string[] {
  return kinds.flatMap((kind) => (gaps[kind].totalCount > 0 ? [`${subjectOf(gaps[kind])} ${said[kind][gaps[kind].totalCount === 1 ? 0 : 1]}.`] : []));
}

// So many names are said; of more, all but one of these and how many things are left.
const most = 5;

function subjectOf({ nodes, totalCount }: GapNamesFragment): string {
  const names = [...new Set(nodes.map(({ entity }) => entity.name))];
  const all = names.length <= most && totalCount === nodes.length;
  if (all) return names.length === 1 && totalCount > 1 ? `${totalCount} called ${names[0]}` : listed(names, most);
  const named = names.slice(0, most - 1);
  const left = totalCount - nodes.filter(({ entity }) => named.includes(entity.name)).length;
  return listed(named, named.length + 1, named.length + left);
}
