// Which entities a plan's picture shows: what it changes, and what that affects; each where it is there, before or after.
import type { Opening } from "../../graph/model/openings";
import type { ChangePageQuery } from "./change.generated";
import { allIdsIn, type Change } from "./changes";

type Planned = NonNullable<ChangePageQuery["plan"]>;

export interface Ends {
  before: string[];
  after: string[];
  /** How far beside these the picture looks: one step where they are few. */
  depth: number;
  /** How many there are that are not among these, as a picture holds no more. Where what is affected was not read to its end, at least so many. */
  left: number;
}

/** The API draws no more at once. */
export const most = 10_000;
const few = 8;

// What has no place in a picture of flows.
const undrawn = /^(team|market):/;

/** `affected` are in the order of the impact, the worst first: of too many those at the end are left out, on both sides. */
export function endsOf(changes: readonly Change[], { diff }: Pick<Planned, "diff">, affected: readonly string[]): Ends {
  const [come, gone] = [only("ADDED", diff), only("REMOVED", diff)];
  const spoken = [...about(changes), ...diff.links.filter(({ relation }) => relation === "FEEDS").flatMap(({ from, to }) => [from.id, to.id])];
  const differing = diff.entities.map(({ entity }) => entity.id);
  const all = [...new Set([...spoken, ...differing, ...affected])].filter((id) => !undrawn.test(id));
  const kept = all.slice(0, most);
  return {
    before: kept.filter((id) => !come.has(id)),
    after: kept.filter((id) => !gone.has(id)),
    depth: new Set([...spoken, ...affected]).size <= few ? 1 : 0,
    left: all.length - kept.length,
  };
}

/** Of what was opened in a plan's picture what is there on either side: what a plan takes away cannot be opened after it. */
export function openedOf(openings: readonly Opening[], { diff }: Pick<Planned, "diff">): { before: Opening[]; after: Opening[] } {
  const [come, gone] = [only("ADDED", diff), only("REMOVED", diff)];
  return { before: openings.filter(({ of }) => !come.has(of)), after: openings.filter(({ of }) => !gone.has(of)) };
}

const only = (action: "ADDED" | "REMOVED", { entities }: Planned["diff"]): Set<string> =>
  new Set(entities.filter((of) => of.action === action).map(({ entity }) => entity.id));

/** What the changes are about and that stays where it is: of it the difference says nothing. */
const about = (changes: readonly Change[]): string[] =>
  allIdsIn(changes.filter(({ alter, handOver, move, deny, allow, link }) => alter ?? handOver ?? move ?? deny ?? allow ?? (link && link.relation !== "SERVES")));
