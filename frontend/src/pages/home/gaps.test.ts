import { expect, test } from "vitest";
import { gapSentences, totalOf, type Gaps } from "./gaps";

const none = { totalCount: 0, nodes: [] };
const named = (names: string[], totalCount = names.length) => ({ totalCount, nodes: names.map((name) => ({ entity: { name } })) });
const gaps = (some: Partial<Gaps>): Gaps => ({ unowned: none, conflict: none, unsourced: none, shadow: none, ...some });

test("the gaps of the example are two sentences", () => {
  const divisions = [1, 2].flatMap(() => ["Weekly Sales Report", "Stock Levels", "Stock Location"]);
  expect(gapSentences(gaps({ unsourced: named(divisions), shadow: named(["Shadow IT"]) }))).toEqual([
    "Weekly Sales Report, Stock Levels and Stock Location have no recorded source.",
    "Shadow IT has neither an owner nor an operator.",
  ]);
});

test("of many the first are named, and all are counted", () => {
  const many = Array.from({ length: 8 }, (_, index) => `D${index}`);
  expect(gapSentences(gaps({ unowned: named(many) }))).toEqual(["D0, D1, D2, D3 and 4 more have no owner."]);
  expect(gapSentences(gaps({ unowned: named(many, 1_200) }))).toEqual(["D0, D1, D2, D3 and 1,196 more have no owner."]);
  expect(totalOf(gaps({ unowned: named(many, 1_200), conflict: named(["A"]) }))).toBe(1_201);
});

test("what two divisions call alike is named once and counted twice", () => {
  const twice = ["A", "B", "C", "D", "E", "F"].flatMap((name) => [name, name]);
  expect(gapSentences(gaps({ unowned: named(twice) }))).toEqual(["A, B, C, D and 4 more have no owner."]);
  expect(gapSentences(gaps({ unowned: named(["A", "A"]) }))).toEqual(["2 called A have no owner."]);
  expect(gapSentences(gaps({ unowned: named(["A", "A"], 40) }))).toEqual(["A and 38 more have no owner."]);
});

test("no gap, no sentence", () => expect(gapSentences(gaps({}))).toEqual([]));
