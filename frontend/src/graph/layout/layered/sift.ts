// The order of one column between its neighbours: each vertex goes where the fewest flows cross, all others staying (sifting,
// after Matuszewski, Schönfeld and Molitor, 1999). Counted is what one swap of two neighbours changes, so that no order is counted anew.
import { pairsInterleaved, turnsFrom } from "./count";
import { crossed, type Ends, endsOf } from "./ends";
import { type Joined, type Joints, type Side, sides } from "./joints";
import type { Vertex } from "./network";

/** Reorders a column and returns how many crossings fewer it has. Quadratic in its vertices, times what they are joined to. */
export function sift(column: Vertex[], joints: Joints): number {
  const sifter = new Sifter(column, joints);
  return [...column].reduce((fewer, vertex) => fewer + sifter.move(vertex), 0);
}

class Sifter {
  private readonly ends: Record<Side, Ends>[];
  private readonly joined: Joined[];
  /** Of the vertex at each place the number that it has here. */
  private readonly numbers: number[];
  /** For each pair how many crossings more there are with the second above the first, turns not counted. */
  private readonly costs: Float64Array;
  /** Which vertices turn anywhere: most do not. */
  private readonly turning: boolean[];

  constructor(
    private readonly column: Vertex[],
    joints: Joints,
  ) {
    this.joined = column.map((vertex) => joints.get(vertex)!);
    this.numbers = [...column.keys()];
    this.ends = this.joined.map(({ across }) => ({ left: endsOf(across.left), right: endsOf(across.right) }));
    this.turning = this.joined.map(({ turns }) => turns.left.length + turns.right.length > 0);
    this.costs = this.costsOfPairs();
  }

  private costsOfPairs(): Float64Array {
    const count = this.column.length;
    const costs = new Float64Array(count * count);
    for (let a = 0; a < count; a++) {
      for (let b = a + 1; b < count; b++) {
        let more = 0;
        for (const side of sides) more += crossed(this.ends[b]![side], this.ends[a]![side]) - crossed(this.ends[a]![side], this.ends[b]![side]);
        costs[a * count + b] = more;
        costs[b * count + a] = -more;
      }
    }
    return costs;
  }

  /** Moves a vertex up to the top and down to the bottom, and then to where it was best; returns how many crossings fewer there are. */
  move(vertex: Vertex): number {
    const { column } = this;
    let change = 0;
    let least = 0;
    let best = vertex.place;
    const step = (upper: Vertex, lower: Vertex) => {
      change += this.swapped(upper, lower);
      this.swap(upper, lower);
      if (change >= least) return;
      least = change;
      best = vertex.place;
    };
    while (vertex.place > 0) step(column[vertex.place - 1]!, vertex);
    while (vertex.place < column.length - 1) step(vertex, column[vertex.place + 1]!);
    while (vertex.place > best) this.swap(column[vertex.place - 1]!, vertex);
    return -least;
  }

  /** How many crossings more there are with two neighbours swapped. */
  private swapped(upper: Vertex, lower: Vertex): number {
    const a = this.numbers[upper.place]!;
    const b = this.numbers[lower.place]!;
    let more = this.costs[a * this.column.length + b]!;
    if (!this.turning[a] && !this.turning[b]) return more;
    for (const side of sides) {
      more += turned(this.joined[a]!, side, upper, lower, this.ends[b]![side].total) - turned(this.joined[b]!, side, lower, upper, this.ends[a]![side].total);
    }
    return more + this.turnsSwapped(upper, lower, this.joined[a]!, this.joined[b]!);
  }

  /** The same for the turns of both with each other: where one of them has none there is nothing, for one between the two is of both. */
  private turnsSwapped(upper: Vertex, lower: Vertex, a: Joined, b: Joined): number {
    let more = 0;
    for (const side of sides) {
      if (!a.turns[side].length || !b.turns[side].length) continue;
      const turns = [...a.turns[side], ...b.turns[side].filter(({ end }) => end.vertex !== upper)];
      const before = pairsInterleaved(turnsFrom(turns));
      this.swap(upper, lower);
      more += pairsInterleaved(turnsFrom(turns)) - before;
      this.swap(lower, upper);
    }
    return more;
  }

  private swap(upper: Vertex, lower: Vertex): void {
    const { column, numbers } = this;
    const place = upper.place;
    const number = numbers[place]!;
    numbers[place] = numbers[lower.place]!;
    numbers[lower.place] = number;
    upper.place = lower.place;
    lower.place = place;
    column[upper.place] = upper;
    column[lower.place] = lower;
  }
}

/**
 * How many crossings more a vertex has at its turns with its neighbour above it than with it below. What leads beyond the neighbour crosses
 * all its flows; what leads to it crosses the vertex's own.
 */
function turned({ turns, across }: Joined, side: Side, vertex: Vertex, neighbour: Vertex, flows: number): number {
  let more = 0;
  for (const { own, end, weight } of turns[side]) {
    if (end.vertex !== neighbour) more += weight * flows * (end.vertex.place > Math.max(vertex.place, neighbour.place) ? -1 : 1);
    else for (const other of across[side]) more += weight * other.weight * Math.sign(own.y - other.own.y);
  }
  return more;
}
