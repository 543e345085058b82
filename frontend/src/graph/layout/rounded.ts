// Orthogonal lines with round corners. A merge is round and a crossing is straight: so they can be told apart.
import type { Point } from "./layout";

export const radius = 9;

/** Returns the path along points, each corner rounded, less so where there is no room. */
export function rounded(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first || !rest.length) return "";
  let path = `M${at(first)}`;
  rest.forEach((corner, i) => {
    const next = rest[i + 1];
    path += next ? turn(points[i]!, corner, next) : `L${at(corner)}`;
  });
  return path;
}

function turn(before: Point, corner: Point, next: Point): string {
  const room = Math.min(radius, distance(before, corner) / 2, distance(corner, next) / 2);
  if (room < 0.5) return `L${at(corner)}`;
  return `L${at(towards(corner, before, room))}Q${at(corner)} ${at(towards(corner, next, room))}`;
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** The point so far from one end of a straight line to the other. */
export function towards(from: Point, to: Point, far: number): Point {
  const whole = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) / whole) * far, y: from.y + ((to.y - from.y) / whole) * far };
}

/** The same line, so much shorter at its end. */
export function shortened(points: Point[], by: number): Point[] {
  const last = points.at(-1)!;
  const before = points.at(-2)!;
  return [...points.slice(0, -1), towards(last, before, Math.min(by, distance(last, before)))];
}
