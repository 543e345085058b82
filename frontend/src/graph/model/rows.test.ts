import { expect, test } from "vitest";
import { numbers } from "../testdata/generate";
import { inFlowOrder } from "./rows";

const rows = (names: string) => [...names].map((id) => ({ id }));
const order = (names: string, flows: string[]) => inFlowOrder(rows(names), flows.map(([from, to]) => ({ from: from!, to: to! }))).map((row) => row.id).join("");

test("rows run the way flows do", () => {
  expect(order("abc", ["ca", "ab"])).toBe("cab");
});

test("what no flow orders stays as it came", () => {
  expect(order("abcd", ["db"])).toBe("acdb");
});

test("a cycle begins with its first row", () => {
  expect(order("abc", ["bc", "cb"])).toBe("abc");
});

test("of any flows without a cycle none runs up", () => {
  for (let seed = 0; seed < 300; seed++) {
    const next = numbers(seed);
    const shuffled = [..."abcdefgh"].sort(() => next(3) - 1).join("");
    const flows = Array.from({ length: next(14) }, () => [next(7), 0]).map(([from]) => `${"abcdefgh"[from!]}${"abcdefgh"[from! + 1 + next(7 - from!)]}`);
    const result = order(shuffled, flows);
    for (const [from, to] of flows) expect(result.indexOf(from!), `${flows} of ${shuffled}`).toBeLessThan(result.indexOf(to!));
  }
});
