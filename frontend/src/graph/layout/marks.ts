// Where the marks of flows stand: in the middle of a straight piece, and not on top of each other.
import type { Flow, Orientation } from "../model/scene";
import type { Point } from "./layout";
import { distance } from "./rounded";
import { strokeOf } from "./stroke";

/** A short word on a flow. */
export interface FlowMark {
  at: Point;
  text: string;
  /** What one must not miss at any zoom: a change, a cycle. */
  grave: boolean;
}

/** What is said on a flow: what it is, or, where it returns on a cycle, how many rows that has. */
export function saidOn(flow: Flow, points: Point[], orientation: Orientation): Omit<FlowMark, "at"> | undefined {
  const [first, last] = [points[0]!, points.at(-1)!];
  const returns = flow.cycle > 0 && (orientation === "down" ? last.y < first.y : last.x < first.x);
  const text = returns ? `↺ ${flow.cycle}` : strokeOf(flow).mark;
  return text === undefined ? undefined : { text, grave: returns || flow.change !== undefined };
}

/** Finds room for marks, one after the other. */
export class MarkRoom {
  private readonly taken: Point[] = [];

  /** How far marks are from each other at least. */
  constructor(private readonly apart = 26) {}

  /** The middle of the longest piece that has room; of the longest one where none has. */
  place(points: Point[]): Point {
    const pieces = points.slice(1).map((to, i) => ({ from: points[i]!, to }));
    pieces.sort((a, b) => distance(b.from, b.to) - distance(a.from, a.to));
    const middles = pieces.map(({ from, to }) => ({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }));
    const free = middles.find((at, i) => distance(pieces[i]!.from, pieces[i]!.to) > this.apart && !this.taken.some((other) => distance(at, other) < this.apart));
    const at = free ?? middles[0] ?? points[0]!;
    this.taken.push(at);
    return at;
  }
}
