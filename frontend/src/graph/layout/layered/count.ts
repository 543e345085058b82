// How many flows cross in a network whose columns have an order, before anything has its height.
import { type Joint, type Joints, type Side, sides } from "./joints";
import { type Network, type Piece, placeOf, type Vertex } from "./network";

/**
 * Returns how many pairs of flows cross: between columns, where they stand in another order at the one than at the other; where one
 * turns round within a column, those whose ends it passes there. Pieces that begin or end at the same place do not cross. Linear in the
 * pieces, times the logarithm of those in a gap; turns also in the vertices of their column.
 */
export function crossingsOf({ columns, gaps }: Network, joints: Joints): number {
  const across = gaps.reduce((sum, gap) => sum + inversions(acrossOf(gap)), 0);
  return across + columns.reduce((sum, column) => sum + turnsCross(column, joints), 0);
}

interface Weighed {
  to: number;
  weight: number;
}

/** Where the pieces of a gap end, in the order in which they begin. */
function acrossOf(gap: Piece[]): Weighed[] {
  const across = gap.filter(({ from, to }) => from.vertex.layer !== to.vertex.layer);
  const at = across.map(({ from, to, weight }) => ({ from: placeOf(from), to: placeOf(to), weight }));
  return at.sort((a, b) => a.from - b.from || a.to - b.to);
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

function turnsCross(column: Vertex[], joints: Joints): number {
  let sum = 0;
  for (const side of sides) {
    const turns = turnsOf(column, joints, side);
    if (!turns.length) continue;
    for (const vertex of column) {
      for (const { own, weight } of joints.get(vertex)!.across[side]) {
        const at = placeOf(own);
        for (const turn of turns) if (turn.low < at && at < turn.high) sum += weight * turn.weight;
      }
    }
    sum += pairsInterleaved(turns);
  }
  return sum;
}

/** Each turn once: both its vertices know it. */
function turnsOf(column: Vertex[], joints: Joints, side: Side): Turn[] {
  return column.flatMap((vertex) => turnsFrom(joints.get(vertex)!.turns[side].filter(({ end }) => end.vertex.place > vertex.place)));
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
