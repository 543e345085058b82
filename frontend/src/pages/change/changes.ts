// What a change speaks of: the entities it names, and which of them it is about.
import type { Change } from "./change.generated";

export type { Change };

/** A name for an ID; the last segment of the ID where the catalog does not know it yet. */
export type NameOf = (id: string) => string;

/** Which of a change's words are IDs. All else that it says is for people. */
const idWords = new Set(["id", "container", "from", "to", "via", "entity", "system", "by", "markets", "division", "like"]);

/** The IDs that a change names, each once, in the order of the change. */
export function idsIn(change: Change): string[] {
  const said = Object.entries(bodyOf(change)).flatMap(([word, value]) => (idWords.has(word) ? value : []));
  return [...new Set((said as unknown[]).filter((id): id is string => typeof id === "string" && id !== ""))];
}

/** The IDs that some changes name, each once. */
export const allIdsIn = (changes: readonly Change[]): string[] => [...new Set(changes.flatMap(idsIn))];

/** What a change does: "handOver". */
export const kindOfChange = (change: Change): ChangeKind => Object.keys(change)[0] as ChangeKind;

type Keys<Union> = Union extends unknown ? keyof Union : never;
export type ChangeKind = Keys<Change>;

/** What a change says, whatever kind it is. */
export const bodyOf = (change: Change): Record<string, unknown> => Object.values(change)[0] as Record<string, unknown>;

/** The end of an ID, for people, where no name is known: "port:a/top-products" → "top-products". */
export function lastSegment(id: string): string {
  const segment = id.slice(id.search(/[^:/]*$/));
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // typed by hand
  }
}

/** What apply takes: all but what is only imagined. */
export const recorded = (changes: readonly Change[]): Change[] => changes.filter((change) => !change.alter);

/** A name that says which: inputs are all called alike. */
export const placedName = ({ name, kind, container }: { name: string; kind?: string; container?: { name: string } | null }): string =>
  kind === "PORT" && container ? `${name} of ${container.name}` : name;
