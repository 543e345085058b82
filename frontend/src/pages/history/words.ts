// A comparison in words.
import { count } from "../../catalog/count";
import type { Point } from "../../catalog/at.generated";
import type { Difference } from "../change/rows";

/** "revision 14"; "31 March 2026". */
export function pointWord({ revision, time }: Point): string {
  if (!time) return `revision ${revision}`;
  return new Date(time).toLocaleString("en-GB", { dateStyle: "long", timeZone: "UTC", ...(time.length > 10 && { timeStyle: "short" }) });
}

/** "3 entities and 5 links differ", and "between revision 3 and now." */
export function comparisonOf(from: Point, to: Point | undefined, { entities, links }: Pick<Difference, "entities" | "links">): { answer: string; rest: string } {
  const rest = `between ${pointWord(from)} and ${to ? pointWord(to) : "now"}.`;
  const both = [entities.length > 0 && count(entities.length, "entity", "entities"), links.length > 0 && count(links.length, "link")].filter(Boolean);
  if (both.length === 0) return { answer: "Nothing differs", rest };
  const differ = entities.length + links.length === 1 ? "differs" : "differ";
  return { answer: `${both.join(" and ")} ${differ}`, rest: `${rest}${actionsOf([...entities, ...links])}` };
}

function actionsOf(of: readonly { action: string }[]): string {
  const number = (action: string) => of.filter((one) => one.action === action).length;
  const said = [[number("ADDED"), "came"], [number("REMOVED"), "went"], [number("CHANGED"), "changed"]] as const;
  const some = said.filter(([many]) => many > 0);
  return some.length > 0 ? ` ${some.map(([many, word]) => `${many.toLocaleString("en")} ${word}`).join(", ")}.` : "";
}

/** Whose lineage a difference may change: the ends of flows that came or went, each once. */
export function concerned({ links }: Pick<Difference, "links">, direction: "UPSTREAM" | "DOWNSTREAM"): string[] {
  const ends = links.filter(({ relation, action }) => relation === "FEEDS" && action !== "CHANGED").map(({ from, to }) => (direction === "UPSTREAM" ? to.id : from.id));
  return [...new Set(ends)];
}

/** The API compares the lineage of no more at once. */
const atOnce = 1_000;

/** Some IDs as they can be asked about, one lot after the other. */
export const lotsOf = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, at) => ids.slice(at * atOnce, (at + 1) * atOnce));
