// Which flows run back: boxes in a line, so that few flows lead against it, and those not far. Only what lies on a cycle can.
import { components } from "../../model/cycles";
import { type Arc, levelsOf } from "./levels";

/** How many flows lead from one box to another, for each pair that flows join. */
export type Weights = Map<string, Map<string, number>>;

/**
 * Returns the boxes in a line in which flows lead onwards, but for few that close cycles: the boxes of each cycle are ordered by
 * their levels, then each is moved for as long as that leaves fewer flows against the line. Linear, but for
 * the boxes that lie on one cycle, which are looked at in pairs.
 */
export function inLine(boxes: string[], weights: Weights): string[] {
  const next = new Map(boxes.map((box) => [box, [...(weights.get(box)?.keys() ?? [])]]));
  const cycles = components(next).reverse(); // what feeds others first
  return cycles.flatMap((cycle) => (cycle.length > 1 ? improved(byLevel(cycle.sort(), weights), weights) : cycle));
}

function byLevel(cycle: string[], weights: Weights): string[] {
  const number = new Map(cycle.map((box, i) => [box, i]));
  const arcs = cycle.flatMap((box, from) =>
    [...weights.get(box)!].flatMap(([other, weight]): Arc[] => {
      const to = number.get(other);
      return to === undefined || to === from ? [] : [{ from, to, weight }];
    }),
  );
  const levels = levelsOf(cycle.length, arcs);
  return cycle.toSorted((a, b) => levels[number.get(a)!]! - levels[number.get(b)!]! || number.get(a)! - number.get(b)!);
}

const passes = 12;

/** Moves each box to where in the line the fewest flows run back, until none is better off elsewhere. */
function improved(line: string[], weights: Weights): string[] {
  for (let pass = 0, moved = true; moved && pass < passes; pass++) {
    moved = false;
    for (const box of [...line]) {
      const at = line.indexOf(box);
      const to = bestPlace(line, at, weights);
      if (to === at) continue;
      line.splice(to, 0, line.splice(at, 1)[0]!);
      moved = true;
    }
  }
  return line;
}

function bestPlace(line: string[], at: number, weights: Weights): number {
  const weight = (from: string, to: string) => weights.get(from)?.get(to) ?? 0;
  const box = line[at]!;
  let [best, least] = [at, 0];
  for (const step of [-1, 1]) {
    let change = 0; // how many more run back
    for (let i = at + step; i >= 0 && i < line.length; i += step) {
      change -= step * (weight(line[i]!, box) - weight(box, line[i]!));
      if (change < least) [best, least] = [i, change];
    }
  }
  return best;
}
