// How many flows cross in a network whose columns have an order, before anything has its height.
import type { Joint } from "./joints";
import { type Network, type Piece, placeOf } from "./network";

/**
 * Returns how many pairs of flows cross: between columns, where they stand in another order at the one than at the other; where one
 * turns round within a column, those whose ends it passes there. Pieces that begin or end at the same place do not cross. Linear in the
 * pieces, times the logarithm of those in a gap; of a gap with turns also times these.
 */
export function crossingsOf({ gaps }: Network): number {
  return gaps.reduce((sum, gap, i) => sum + crossingsIn(gap, i), 0);
}

interface Weighed {
  to: number;
  weight: number;
}

interface Across extends Weighed {
  from: number;
}

/** `right` is the layer of the column right of the gap. */
function crossingsIn(gap: Piece[], right: number): number {
  const across: Across[] = [];
  const turns: Record<"from" | "to", Turn[]> = { from: [], to: [] };
  for (const { from, to, weight } of gap) {
    const here = placeOf(from);
    const there = placeOf(to);
    if (from.vertex.layer !== to.vertex.layer) across.push({ from: here, to: there, weight });
    else turns[from.vertex.layer === right ? "to" : "from"].push({ low: Math.min(here, there), high: Math.max(here, there), weight });
  }
  const sum = inversions(across.sort((a, b) => a.from - b.from || a.to - b.to));
  return sum + turnsCross(turns.from, across, "from") + turnsCross(turns.to, across, "to");
}

/** How many flows the turns of one column cross: each other, and what leads across the gap from within them. */
function turnsCross(turns: Turn[], across: Across[], end: "from" | "to"): number {
  let sum = pairsInterleaved(turns);
  for (const { low, high, weight } of turns) {
    for (const other of across) if (low < other[end] && other[end] < high) sum += weight * other.weight;
  }
  return sum;
}

/** The sum over all pairs in the wrong order of both weights multiplied, by merging; it sorts them. */
export function inversions(values: Weighed[]): number {
  if (values.length < 2) return 0;
  const half = values.length >> 1;
  const [left, right] = [values.slice(0, half), values.slice(half)];
  let count = inversions(left) + inversions(right);
  let above = left.reduce((sum, { weight }) => sum + weight, 0);
  for (let i = 0, l = 0, r = 0; i < values.length; i++) {
    if (r >= right.length || (l < left.length && left[l]!.to <= right[r]!.to)) {
      above -= left[l]!.weight;
      values[i] = left[l++]!;
    } else {
      count += above * right[r]!.weight;
      values[i] = right[r++]!;
    }
  }
  return count;
}

export interface Turn {
  low: number;
  high: number;
  weight: number;
}

/** Where turns begin and end in their column. */
export function turnsFrom(turns: Joint[]): Turn[] {
  return turns.map(({ own, end, weight }) => {
    const [here, there] = [placeOf(own), placeOf(end)];
    return { low: Math.min(here, there), high: Math.max(here, there), weight };
  });
}

/** How many flows of turns cross: of two, one end of each lies within the other. */
export function pairsInterleaved(turns: Turn[]): number {
  let sum = 0;
  turns.forEach((a, i) => {
    for (let j = i + 1; j < turns.length; j++) if (interleaved(a, turns[j]!)) sum += a.weight * turns[j]!.weight;
  });
  return sum;
}

function interleaved(a: Turn, b: Turn): boolean {
  return a.low < b.low ? b.low < a.high && a.high < b.high : a.low > b.low && a.low < b.high && b.high < a.high;
}
