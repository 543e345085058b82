import { expect, test } from "vitest";
import { strokeOf } from "../layout/stroke";
import { numbers } from "../testdata/generate";
import type { Precision } from "./answer";
import type { Recorded } from "./answer";
import { merged } from "./merge";

const link = (from: string, to: string, precision: Precision, more: Partial<Recorded> = {}): Recorded => ({ from, to, precision, between: 0, ...more });
/** Entities called "box/row" at the grain of boxes. */
const closed = (id: string) => ({ box: id.split("/")[0]!, slot: id.split("/")[0]!, division: undefined });

test("a roll-up is EXACT if any flow that it stands for is", () => {
  const rolled = merged([link("a/1", "b/1", "COARSE"), link("a/2", "b/1", "EXACT"), link("a/1", "c/1", "COARSE"), link("a/2", "c/2", "COARSE")], closed);
  expect(rolled.map(({ to, kind, count, precision }) => [to, kind, count, precision])).toEqual([
    ["b", "rollup", 2, "EXACT"],
    ["c", "rollup", 2, "COARSE"],
  ]);
});

test("one coarse flow alone is no exact one because its ends are closed", () => {
  const [one] = merged([link("a/1", "b/1", "COARSE")], closed);
  expect(one).toMatchObject({ kind: "rollup", count: 1, precision: "COARSE" });
  expect(strokeOf(one!)).toMatchObject({ head: "hollow", mark: "≈" });
});

test("a roll-up of the server keeps the precision that it has there", () => {
  const [flow] = merged([link("a", "b", "COARSE", { count: 3 })], closed);
  expect(flow).toMatchObject({ kind: "rollup", count: 3, precision: "COARSE" });
});

test("precision and count are those of looking at every flow between two, whatever the order", () => {
  for (let seed = 0; seed < 200; seed++) {
    const next = numbers(seed);
    const links = Array.from({ length: 1 + next(12) }, () => link(`${next(3)}/${next(4)}`, `${next(3)}/${next(4)}`, next(3) ? "COARSE" : "EXACT")).filter(({ from, to }) => closed(from).box !== closed(to).box);
    for (const { from, to, count, precision } of merged(links, closed)) {
      const all = links.filter((one) => closed(one.from).box === from && closed(one.to).box === to);
      expect([count, precision]).toEqual([all.length, all.some((one) => one.precision === "EXACT") ? "EXACT" : "COARSE"]);
    }
  }
});
