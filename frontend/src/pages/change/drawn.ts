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
}

// More than this are grouped by the drawing anyway.
const most = 500;
const few = 8;

// What has no place in a picture of flows.
const undrawn = /^(team|market):/;

export function endsOf(changes: readonly Change[], { diff, impact }: Pick<Planned, "diff" | "impact">): Ends {
  const both = new Set([...about(changes), ...diff.links.filter(({ relation }) => relation === "FEEDS").flatMap(({ from, to }) => [from.id, to.id]), ...impact.items.nodes.map(({ entity }) => entity.id)]);
  const [before, after] = [new Set(both), new Set(both)];
  for (const { action, entity } of diff.entities) {
    if (action !== "ADDED") before.add(entity.id);
    if (action !== "REMOVED") after.add(entity.id);
    if (action === "ADDED") before.delete(entity.id);
    if (action === "REMOVED") after.delete(entity.id);
  }
  return { before: kept(before), after: kept(after), depth: both.size <= few ? 1 : 0 };
}

/** Of what was opened in a plan's picture what is there on either side: what a plan takes away cannot be opened after it. */
export function openedOf(openings: readonly Opening[], { diff }: Pick<Planned, "diff">): { before: Opening[]; after: Opening[] } {
  const only = (action: "ADDED" | "REMOVED") => new Set(diff.entities.filter((entity) => entity.action === action).map(({ entity }) => entity.id));
  const [added, removed] = [only("ADDED"), only("REMOVED")];
  return { before: openings.filter(({ of }) => !added.has(of)), after: openings.filter(({ of }) => !removed.has(of)) };
}

/** What the changes are about and that stays where it is: of it the difference says nothing. */
const about = (changes: readonly Change[]): string[] =>
  allIdsIn(changes.filter(({ alter, handOver, move, deny, allow, link }) => alter ?? handOver ?? move ?? deny ?? allow ?? (link && link.relation !== "SERVES")));

const kept = (ids: ReadonlySet<string>): string[] => [...ids].filter((id) => !undrawn.test(id)).slice(0, most);
