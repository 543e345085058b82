// What was opened beside an answer: how many entities that brought, as its handles said before.
import type { Drawn } from "../../graph/model/answer";

export interface Beside {
  /** How many came that the answer itself does not have. */
  count: number;
  /** None of them is a part of what was opened: all are neighbours. */
  neighbours: boolean;
}

/**
 * Counts what was drawn beside an answer. `opened` are the entities that were opened; one of no step (`whole`) is drawn for its
 * parts, and is itself counted only where it has none. Linear.
 */
export function besideOf(more: readonly Drawn[], opened: ReadonlySet<string>, whole: ReadonlySet<string>): Beside {
  const holders = new Set(more.flatMap(({ containers }) => containers));
  const came = more.filter(({ id }) => !whole.has(id) || !holders.has(id));
  const isOwn = ({ id, containers }: Drawn) => (opened.has(id) && !whole.has(id)) || containers.some((place) => opened.has(place));
  return { count: came.length, neighbours: !came.some(isOwn) };
}
