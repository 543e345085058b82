// What a filter lets be seen, as the server is asked for it where there is too much to be filtered here.
import type { EntityFilter } from "./groups.generated";
import { passes } from "./passes";
import type { Filter } from "./useView";

/** The same as passes; undefined where it lets all through. */
export function whereOf(filter: Filter): EntityFilter | undefined {
  if (!passes(filter)) return undefined;
  const { kinds, within, owner, unowned, tags, text } = filter;
  return { ...(kinds?.length && { kinds: [...kinds] }), ...(within && { within }), ...(owner && { owner }), ...(unowned !== undefined && { unowned }), ...(tags?.length && { tags: [...tags] }), ...(text && { named: text }) };
}
