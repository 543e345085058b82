// An item of a lineage as the list shows it, where the picture does not have all of them.
import type { Entry } from "../../graph/list/entries";
import type { ListedItemFragment } from "./items.generated";

export function entryOf({ entity, depth, precision }: ListedItemFragment): Entry {
  const { id, kind, name, owner, container } = entity;
  const input = "direction" in entity && entity.direction === "INPUT";
  const drawn = { id, kind, name, owner: owner ?? null, input, containers: [], hidden: { UPSTREAM: 0, DOWNSTREAM: 0 } };
  return { id, depth, precision, entity: drawn, within: container?.name, owner: owner ?? null };
}
