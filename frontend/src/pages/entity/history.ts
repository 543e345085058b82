// What a commit changed about an entity, as sentences: links that came and went, and what was before → after.
import { verbOf } from "../../catalog/relations";
import type { EntityPageQuery } from "./entity.generated";

export type Commit = NonNullable<EntityPageQuery["commits"]>["nodes"][number];
type Action = Commit["diff"]["links"][number]["action"];

/** One line of a commit. */
export interface HistoryLine {
  action: Action;
  said: string;
  /** Of what differs: before and after, "" where nothing. */
  before?: string;
  after?: string;
}

/** The lines about one entity: itself first, then its parts, then its links. */
export function historyLines({ diff }: Commit, id: string): HistoryLine[] {
  return [...diff.entities.flatMap((one) => entityLines(one, id)), ...diff.links.flatMap(linkLines)];
}

type EntityChange = Commit["diff"]["entities"][number];

function entityLines({ action, entity, fields }: EntityChange, id: string): HistoryLine[] {
  if (entity.id !== id) return [{ action, said: `${entity.name} ${partWord(action, fields, id)}` }];
  if (action !== "CHANGED") return [{ action, said: action === "ADDED" ? "It was created" : "It was removed" }];
  return fields.map(({ name, before, after }) => ({ action, said: name.replace(/^property:/, ""), before: before ?? "", after: after ?? "" }));
}

// Of its parts come those that were or are part of it: what changed of them is said on their own pages.
function partWord(action: Action, fields: EntityChange["fields"], id: string): string {
  const container = fields.find(({ name }) => name === "container");
  if (action === "REMOVED" || (container?.before === id && container.after !== id)) return "is no part of it any more";
  return "became part of it";
}

function linkLines({ action, relation, from, to, fields }: Commit["diff"]["links"][number]): HistoryLine[] {
  const said = `${from.name} ${verbOf(relation)} ${to.name}`;
  if (action !== "CHANGED") return [{ action, said }];
  return fields.map(({ name, before, after }) => ({ action, said: `${said}: ${name}`, before: before ?? "", after: after ?? "" }));
}
