// The answer as a list: the same entities as the drawing, in the order of the answer, grouped by how far they are.
import { count } from "../../catalog/count";
import type { Answer, Drawn, Place, Precision, Reached, Team } from "../model/answer";
import { lookUp } from "../model/answer";

export interface Entry {
  id: string;
  depth: number;
  precision: Precision;
  entity: Drawn | Place;
  /** What it is directly part of. */
  within: string | undefined;
  owner: Team | null;
}

export interface Group {
  /** What tells it from others, which may have the same title. */
  key: string;
  title: string;
  entries: Entry[];
}

/** What an answer's items say of each; those are left out that the answer to the drawing does not have. */
export function entriesOf(answer: Answer, items: Reached[]): Entry[] {
  const find = lookUp(answer);
  return items.flatMap((item) => {
    const entity = find(item.id);
    if (!entity) return [];
    const container = "containers" in entity ? entity.containers[0] : entity.container;
    return [{ ...item, entity, within: container && find(container)?.name, owner: entity.owner ?? null }];
  });
}

/** "2 steps up" and what is there; `where` is the word behind the steps. */
export function byStep(entries: Entry[], where: string): Group[] {
  return grouped(entries, ({ depth }) => `${count(depth, "step")} ${where}`);
}

/** By who is accountable, the largest share first; what no one team is accountable for before all, since nobody else will tell. */
export function byTeam(entries: Entry[]): Group[] {
  const nobodys = ({ entries: [first] }: Group) => Number(first?.owner === null);
  const groups = grouped(entries, ({ owner, entity }) => owner?.name ?? (entity.conflict ? "Two owners" : "No owner"), ({ owner }) => owner?.id);
  return toldApart(groups).sort((a, b) => nobodys(b) - nobodys(a) || b.entries.length - a.entries.length);
}

/** Teams of two divisions may be called alike: then their IDs say where each is. */
function toldApart(groups: Group[]): Group[] {
  const titles = groups.map(({ title }) => title);
  const isAlone = (title: string) => titles.indexOf(title) === titles.lastIndexOf(title);
  return groups.map((group) => (isAlone(group.title) ? group : { ...group, title: `${group.title} in ${group.key.slice(group.key.indexOf(":") + 1, group.key.lastIndexOf("/"))}` }));
}

function grouped(entries: Entry[], titleOf: (entry: Entry) => string, keyOf: (entry: Entry) => string | undefined = titleOf): Group[] {
  const groups = new Map<string, Group>();
  for (const entry of entries) {
    const title = titleOf(entry);
    const key = keyOf(entry) ?? title;
    const known = groups.get(key);
    if (known) known.entries.push(entry);
    else groups.set(key, { key, title, entries: [entry] });
  }
  return [...groups.values()];
}

/** How many there are of each precision. */
export function byPrecision(entries: readonly Entry[]): Record<Precision, number> {
  const exact = entries.filter(({ precision }) => precision === "EXACT").length;
  return { EXACT: exact, COARSE: entries.length - exact };
}
