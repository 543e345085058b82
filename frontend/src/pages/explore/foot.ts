// What stands below the list: how much of what there is it has.
import { figure } from "../../catalog/count";
import type { Entry } from "../../graph/list/entries";

/** What is known of one direction: how many entries the list has of how many there are, however deep. */
export interface Side {
  /** Left out where there is only one. */
  word?: "upstream" | "downstream";
  shown: number;
  whole: number;
}

/** "5 of 5 · complete"; of both directions together "3 of 5 upstream, 1 of 1 downstream", since of what is not read nobody knows what is in both. */
export function footOf(sides: readonly Side[]): string {
  const complete = sides.every(({ shown, whole }) => shown === whole) ? " · complete" : "";
  const said = sides.map(({ word, shown, whole }) => `${figure(shown)} of ${figure(whole)}${word && sides.length > 1 ? ` ${word}` : ""}`);
  return said.join(", ") + complete;
}

/** Each once: what is upstream and downstream, on a cycle, is one entity all the same. */
export function eachOnce(entries: readonly Entry[]): Entry[] {
  const known = new Set<string>();
  return entries.filter(({ id }) => !known.has(id) && known.add(id));
}
