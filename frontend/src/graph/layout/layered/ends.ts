// Where the flows of a vertex, or of some of its rows, lead on one side.
import type { Joint } from "./joints";
import { placeOf } from "./network";

export interface Ends {
  /** Their places, from top to bottom. */
  at: number[];
  weight: number[];
  total: number;
}

/** So many are sorted quickest by putting each in its place. */
const few = 16;

/** Sorts where joints lead. */
export function endsOf(joined: Joint[]): Ends {
  const ends: Ends = { at: [], weight: [], total: 0 };
  for (const { end, weight } of joined.length > few ? joined.toSorted((a, b) => placeOf(a.end) - placeOf(b.end)) : joined) {
    const at = placeOf(end);
    let i = ends.at.length;
    for (; i > 0 && ends.at[i - 1]! > at; i--) {
      ends.at[i] = ends.at[i - 1]!;
      ends.weight[i] = ends.weight[i - 1]!;
    }
    ends.at[i] = at;
    ends.weight[i] = weight;
    ends.total += weight;
  }
  return ends;
}

/** The mean of where joints lead, by weight; undefined where there are none. */
export function middleOf(joined: Joint[]): number | undefined {
  let [sum, total] = [0, 0];
  for (const { end, weight } of joined) {
    sum += weight * placeOf(end);
    total += weight;
  }
  return total ? sum / total : undefined;
}

/** How many pairs of the two cross while the first is above the second. */
export function crossed(first: Pick<Ends, "at" | "weight">, second: Pick<Ends, "at" | "weight">): number {
  let sum = 0;
  let passed = 0;
  let j = 0;
  for (let i = 0; i < first.at.length; i++) {
    while (j < second.at.length && second.at[j]! < first.at[i]!) passed += second.weight[j++]!;
    sum += first.weight[i]! * passed;
  }
  return sum;
}
