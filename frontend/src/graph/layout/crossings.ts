// Where flows cross. The vertical one is drawn over the other with a casing there. Flows that share an end share a trunk:
// where they part they do not cross.
import type { Point } from "./layout";

export interface Line {
  id: string;
  /** What its two ends are: lines with an end in common do not cross. */
  from: string;
  to: string;
  points: Point[];
}

export interface Crossing {
  /** The line that runs vertically there, drawn over the other. */
  over: string;
  under: string;
  at: Point;
}

interface Piece {
  line: Line;
  at: number; // the coordinate that does not change
  low: number;
  high: number;
}

/** Returns all crossings. Sorts the vertical pieces by x: each horizontal one looks at those within its width only. */
export function crossings(lines: Line[]): Crossing[] {
  const vertical = lines.flatMap((line) => pieces(line, "y")).sort((a, b) => a.at - b.at);
  const found: Crossing[] = [];
  for (const flat of lines.flatMap((line) => pieces(line, "x"))) {
    for (let i = firstAfter(vertical, flat.low); i < vertical.length && vertical[i]!.at < flat.high; i++) {
      const up = vertical[i]!;
      if (up.low < flat.at && flat.at < up.high && !shareAnEnd(up.line, flat.line)) {
        found.push({ over: up.line.id, under: flat.line.id, at: { x: up.at, y: flat.at } });
      }
    }
  }
  return found;
}

function pieces(line: Line, along: "x" | "y"): Piece[] {
  const across = along === "x" ? "y" : "x";
  return line.points.slice(1).flatMap((to, i) => {
    const from = line.points[i]!;
    if (Math.abs(from[across] - to[across]) > 0.01 || Math.abs(from[along] - to[along]) < 0.01) return [];
    return { line, at: from[across], low: Math.min(from[along], to[along]), high: Math.max(from[along], to[along]) };
  });
}

function firstAfter(sorted: Piece[], x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.at <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function shareAnEnd(a: Line, b: Line): boolean {
  return a.id === b.id || a.from === b.from || a.to === b.to;
}
