// The vertical runs between two columns: each trunk has a track of its own there, so that none lies on another, and
// those are further left that cross fewer others so.
import { inLine, type Weights } from "./acyclic";
import { heightOf, type Piece } from "./network";

export interface Run {
  trunk: string;
  pieces: Piece[];
  /** Between which heights so many flows run. */
  spans: Span[];
  /** Where it runs from and to. */
  low: number;
  high: number;
  /** Where lines come to it from the left, and go from it to the right. */
  left: End[];
  right: End[];
  /** Counted from the left; -1 where it is straight and needs none. */
  track: number;
}

interface Span {
  low: number;
  high: number;
  weight: number;
}

interface End {
  y: number;
  /** How many flows take it. */
  weight: number;
}

const clear = 6; // lines nearer than this look like one

/** Returns the runs of a gap with their tracks. Quadratic in the trunks that pass one gap, times their pieces. */
export function runsOf(gap: Piece[]): Run[] {
  const runs = [...trunksOf(gap)].map(([trunk, pieces]) => runOf(trunk, pieces));
  const bent = new Map(runs.filter((run) => run.high - run.low > 0.5).map((run) => [run.trunk, run]));
  const beside = overlapping([...bent.values()]);
  const inOrder = [...bent.values()].sort((a, b) => a.low - b.low || (a.trunk < b.trunk ? -1 : 1)).map(({ trunk }) => trunk);
  for (const trunk of inLine(inOrder, wishes(beside))) {
    const run = bent.get(trunk)!;
    // Right of all that come before it and overlap: their order is what was chosen.
    run.track = Math.max(-1, ...[...beside.get(run)!].map((other) => other.track)) + 1;
  }
  return runs;
}

function trunksOf(gap: Piece[]): Map<string, Piece[]> {
  const trunks = new Map<string, Piece[]>();
  for (const piece of gap) trunks.get(piece.trunk)?.push(piece) ?? trunks.set(piece.trunk, [piece]);
  return trunks;
}

function runOf(trunk: string, pieces: Piece[]): Run {
  const left = new Map<number, number>();
  const right = new Map<number, number>();
  const spans: Span[] = [];
  for (const { from, to, weight } of pieces) {
    // One that turns within a column has both its ends on one side.
    const turns = from.vertex.layer === to.vertex.layer;
    const turnsRight = turns && from.vertex.box !== undefined;
    const turnsLeft = turns && !turnsRight;
    const [begin, end] = [heightOf(from), heightOf(to)];
    add(turnsLeft ? right : left, begin, weight);
    add(turnsRight ? left : right, end, weight);
    spans.push({ low: Math.min(begin, end), high: Math.max(begin, end), weight });
  }
  const [low, high] = [Math.min(...spans.map(({ low }) => low)), Math.max(...spans.map(({ high }) => high))];
  return { trunk, pieces, spans, left: endsOf(left), right: endsOf(right), low, high, track: -1 };
}

/** Flows of a trunk come and go together at most heights: they are counted once for each. */
const add = (ends: Map<number, number>, y: number, weight: number) => ends.set(y, (ends.get(y) ?? 0) + weight);
const endsOf = (weights: Map<number, number>): End[] => [...weights].map(([y, weight]) => ({ y, weight }));

/** For each run those that share a height with it. Sorted, so that only neighbours are looked at. */
function overlapping(runs: Run[]): Map<Run, Set<Run>> {
  const beside = new Map<Run, Set<Run>>(runs.map((run) => [run, new Set()]));
  const sorted = runs.toSorted((a, b) => a.low - b.low);
  sorted.forEach((run, i) => {
    for (let j = i + 1; j < sorted.length && sorted[j]!.low <= run.high + clear; j++) {
      beside.get(run)!.add(sorted[j]!);
      beside.get(sorted[j]!)!.add(run);
    }
  });
  return beside;
}

/** Which run had better be left of which, and how many crossings fewer there are then. */
function wishes(beside: Map<Run, Set<Run>>): Weights {
  const fewer: Weights = new Map([...beside.keys()].map(({ trunk }) => [trunk, new Map()]));
  for (const [run, others] of beside) {
    for (const other of others) {
      const wish = crossed(other, run) - crossed(run, other);
      if (wish > 0) fewer.get(run.trunk)!.set(other.trunk, wish);
    }
  }
  return fewer;
}

/** How many flows cross where the first is left of the second: what leaves the first crosses the second, and what comes to the second the first. */
function crossed(first: Run, second: Run): number {
  const sum = (ends: End[], run: Run) => ends.reduce((sum, { y, weight }) => sum + weight * passing(run, y), 0);
  return sum(first.right, second) + sum(second.left, first);
}

/** How many flows of a run pass a height. */
function passing({ low, high, spans }: Run, y: number): number {
  if (y <= low || y >= high) return 0;
  let sum = 0;
  for (const span of spans) if (span.low < y && y < span.high) sum += span.weight;
  return sum;
}
