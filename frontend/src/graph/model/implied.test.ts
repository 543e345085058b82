import { expect, test } from "vitest";
import { numbers } from "../testdata/generate";
import type { Recorded } from "./answer";
import { impliedBetween } from "./implied";

const flow = (from: string, to: string, more: Partial<Recorded> = {}): Recorded => ({ from, to, precision: "EXACT", ...more });
const itself = (id: string) => ({ box: id, slot: id, division: undefined });
const told = (flows: Recorded[], hidden: string[], end: Parameters<typeof impliedBetween>[2] = itself) =>
  impliedBetween(flows, new Set(hidden), end).map(({ from, to, between, precision }) => `${from.slot} ${to.slot} ${between} ${precision}`).sort();

test("a way leads through what is hidden alone, and says how much that is", () => {
  const flows = [flow("a", "x"), flow("x", "y"), flow("y", "b"), flow("y", "c"), flow("c", "z"), flow("z", "d"), flow("a", "b")];
  expect(told(flows, ["x", "y", "z"])).toEqual(["a b 2 EXACT", "a c 2 EXACT", "c d 1 EXACT"]);
});

test("a denied flow carries nothing", () => {
  expect(told([flow("a", "x", { denied: true }), flow("x", "b")], ["x"])).toEqual([]);
});

test("of equally short ways the surer counts, and none leads back to where it began", () => {
  expect(told([flow("a", "x"), flow("x", "b", { precision: "COARSE" }), flow("a", "y"), flow("y", "b"), flow("x", "a")], ["x", "y"])).toEqual(["a b 1 EXACT"]);
});

test("ways are those of walking from each slot alone, however many there are", () => {
  for (let seed = 0; seed < 60; seed++) {
    const next = numbers(seed);
    const size = 2 + next(90);
    const id = () => `e${next(size)}`;
    const flows = Array.from({ length: next(3 * size) }, () => flow(id(), id(), { precision: next(2) ? "EXACT" : "COARSE", ...(next(9) ? {} : { denied: true }) }));
    const hidden = new Set(Array.from({ length: next(size) }, id));
    const shared = 1 + next(3);
    const end = (of: string) => (of === "e1" ? undefined : itself(`s${Math.floor(Number(of.slice(1)) / shared)}`));
    expect(told(flows, [...hidden], end)).toEqual(alone(flows, hidden, end));
  }
});

/** From each slot alone, step by step. */
function alone(flows: Recorded[], hidden: Set<string>, end: Parameters<typeof impliedBetween>[2]): string[] {
  const real = flows.filter(({ denied }) => !denied);
  const slotOf = (id: string) => (hidden.has(id) ? undefined : end(id)?.slot);
  const found: string[] = [];
  for (const slot of new Set(real.flatMap(({ from }) => slotOf(from) ?? []))) {
    const told = new Map<string, string>();
    let level = new Set(real.filter(({ from, to }) => slotOf(from) === slot && hidden.has(to)).map(({ to }) => to));
    const seen = new Set(level);
    for (let between = 1; level.size; between++) {
      const leaving = real.filter(({ from }) => level.has(from));
      for (const precision of ["EXACT", "COARSE"]) {
        for (const step of leaving.filter((step) => step.precision === precision)) {
          const to = slotOf(step.to);
          if (to !== undefined && to !== slot && !told.has(to)) told.set(to, `${slot} ${to} ${between} ${precision}`);
        }
      }
      level = new Set(leaving.map(({ to }) => to).filter((to) => hidden.has(to) && !seen.has(to)));
      for (const to of level) seen.add(to);
    }
    found.push(...told.values());
  }
  return found.sort();
}
