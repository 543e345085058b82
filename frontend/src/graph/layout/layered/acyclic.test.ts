import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inLine, type Weights } from "./acyclic";
import { levelsOf } from "./levels";

/** Flows between up to ten boxes, some of them between the same two. */
const flows = fc.array(fc.tuple(fc.nat(9), fc.nat(9)).filter(([from, to]) => from !== to), { maxLength: 40 });
const boxes = Array.from({ length: 10 }, (_, i) => `box${i}`);

function weigh(flows: [number, number][]): Weights {
  const weights: Weights = new Map(boxes.map((box) => [box, new Map()]));
  for (const [from, to] of flows) weights.get(boxes[from]!)!.set(boxes[to]!, (weights.get(boxes[from]!)!.get(boxes[to]!) ?? 0) + 1);
  return weights;
}

const against = (line: string[], flows: [number, number][]) => flows.filter(([from, to]) => line.indexOf(boxes[from]!) > line.indexOf(boxes[to]!));

function reaches(flows: [number, number][], from: number, to: number): boolean {
  const seen = new Set([from]);
  for (const at of seen) for (const [a, b] of flows) if (a === at) seen.add(b);
  return seen.has(to);
}

describe("boxes in a line", { timeout: 120_000 }, () => {
  test("are all there, and only what closes a cycle runs against it", () => {
    fc.assert(
      fc.property(flows, (flows) => {
        const line = inLine(boxes, weigh(flows));
        expect([...line].sort()).toEqual(boxes);
        for (const [from, to] of against(line, flows)) expect(reaches(flows, to, from)).toBe(true);
      }),
    );
  });

  test("are none of them better off elsewhere", () => {
    fc.assert(
      fc.property(flows, (flows) => {
        const line = inLine(boxes, weigh(flows));
        const least = against(line, flows).length;
        for (const box of boxes) {
          const others = line.filter((other) => other !== box);
          for (let to = 0; to <= others.length; to++) expect(against(others.toSpliced(to, 0, box), flows).length).toBeGreaterThanOrEqual(least);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("turn the one flow round that runs against a long way", () => {
    const chain = boxes.slice(1).map((_, i): [number, number] => [i, i + 1]);
    expect(inLine(boxes.toReversed(), weigh([...chain, [9, 0]]))).toEqual(boxes);
  });
});

test("levels are balanced: none could be moved to make the squares less", () => {
  fc.assert(
    fc.property(flows, (flows) => {
      const levels = levelsOf(10, flows.map(([from, to]) => ({ from, to, weight: 1 })));
      const pull = boxes.map(() => 0);
      for (const [from, to] of flows) {
        const off = levels[to]! - levels[from]! - 1;
        pull[to]! += off;
        pull[from]! -= off;
      }
      for (const off of pull) expect(off).toBeCloseTo(0, 2);
    }),
  );
});
