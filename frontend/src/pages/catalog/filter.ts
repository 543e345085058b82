// The filter of an address, as the API takes it.
import type { EntityFilter } from "./catalog.generated";
import type { Search } from "../../url/parameters";

export type Filter = Pick<Search, "kinds" | "within" | "owner" | "unowned" | "tags" | "text">;

/** null where nothing is chosen. */
export function whereOf({ kinds, within, owner, unowned, tags, text }: Filter): EntityFilter | null {
  const where: EntityFilter = {
    ...(kinds?.length && { kinds: [...kinds] }),
    ...(within && { within }),
    ...(owner && { owner }),
    ...(unowned && { unowned }),
    ...(tags?.length && { tags: [...tags] }),
    ...(text?.trim() && { text: text.trim() }),
  };
  return Object.keys(where).length > 0 ? where : null;
}

/** The same filter with another choice; choosing what is chosen already takes it back. */
export function choosing(before: Filter, choice: Filter): Filter {
  const chosen = Object.entries(choice).every(([name, value]) => JSON.stringify(before[name as keyof Filter]) === JSON.stringify(value));
  const cleared = Object.fromEntries(Object.keys(choice).map((name) => [name, undefined]));
  return { ...before, ...(chosen ? cleared : choice) };
}
