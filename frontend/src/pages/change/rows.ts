// What a plan changes of what is recorded, a row each: what, before, after.
import { count } from "../../catalog/count";
import { placedName } from "./changes";
import { verbOf } from "./sentence";

export interface Row {
  what: string;
  before: string;
  after: string;
}

type Action = "ADDED" | "REMOVED" | "CHANGED";
interface Field {
  name: string;
  before: string | null;
  after: string | null;
}

interface Entity {
  id: string;
  name: string;
  kind?: string;
  container?: { name: string } | null;
}

/** What the rows need of a plan's or a commit's difference. */
export interface Difference {
  entities: readonly { action: Action; entity: Entity; fields: readonly Field[] }[];
  links: readonly { action: Action; relation: string; from: Entity; to: Entity; fields: readonly Field[] }[];
}

/** All that differs: the owners of what stays first, then entities, then other links. */
export function rowsOf({ entities, links }: Difference): Row[] {
  const passing = new Set(entities.filter(({ action }) => action !== "CHANGED").map(({ entity }) => entity.id));
  const decides = ({ relation, to }: Difference["links"][number]) => relation === "OWNS" && !passing.has(to.id);
  return [...ownerRows(links.filter(decides)), ...entities.flatMap(entityRows), ...links.filter((link) => !decides(link)).flatMap(linkRows)];
}

/** The owners of one entity together: who was, who will be. */
function ownerRows(links: Difference["links"]): Row[] {
  const owned = new Map<string, Difference["links"][number][]>();
  for (const link of links) owned.set(link.to.id, [...(owned.get(link.to.id) ?? []), link]);
  return [...owned.values()].flatMap((of) => {
    const names = (action: Action) => of.filter((link) => link.action === action).map(({ from }) => from.name).join(" and ");
    const [gone, come] = [names("REMOVED"), names("ADDED")];
    const same = of.filter(({ action }) => action === "CHANGED").flatMap(linkRows);
    if (!gone && !come) return same;
    const after = gone ? come || "nobody set here" : `also ${come}`;
    return [{ what: `Owner of ${placedName(of[0]!.to)}`, before: gone || "as it is", after }, ...same];
  });
}

function entityRows({ action, entity, fields }: Difference["entities"][number]): Row[] {
  if (action === "ADDED") return [{ what: placedName(entity), before: "not there", after: "new" }];
  if (action === "REMOVED") return [{ what: placedName(entity), before: "there", after: "gone" }];
  return fields.map(({ name, before, after }) => ({ what: `${fieldWord(name)} of ${placedName(entity)}`, before: before ?? "nothing", after: after ?? "nothing" }));
}

function linkRows({ action, relation, from, to, fields }: Difference["links"][number]): Row[] {
  const what = `${placedName(from)} ${verbOf(relation)} ${placedName(to)}`;
  if (action === "ADDED") return [{ what, before: "not recorded", after: "recorded" }];
  if (action === "REMOVED") return [{ what, before: "recorded", after: "gone" }];
  return fields.map(({ name, before, after }) => ({ what: `${what}: ${fieldWord(name).toLowerCase()}`, before: before ?? "nothing", after: after ?? "nothing" }));
}

function fieldWord(name: string): string {
  const word = name.replace(/^property:/, "");
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** How many links cross each border, where that changes. */
export function borderRows(borders: readonly { division: { name: string }; before: number; after: number }[]): Row[] {
  return borders.filter(({ before, after }) => before !== after).map(({ division, before, after }) => ({ what: `Cut by a sale of ${division.name}`, before: count(before, "link"), after: count(after, "link") }));
}

/** Flows are what most people look for: that none changes is said too. */
export function flowRow(links: Difference["links"]): Row[] {
  return links.some(({ relation }) => relation === "FEEDS") ? [] : [{ what: "Flows", before: "unchanged", after: "unchanged" }];
}
