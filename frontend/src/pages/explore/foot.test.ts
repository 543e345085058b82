import { expect, test } from "vitest";
import type { Entry } from "../../graph/list/entries";
import { eachOnce, footOf } from "./foot";

test("one direction says how much of it there is", () => {
  expect(footOf([{ word: "upstream", shown: 3, whole: 1_205 }])).toBe("3 of 1,205");
  expect(footOf([{ word: "downstream", shown: 5, whole: 5 }])).toBe("5 of 5 · complete");
});

test("both directions are not one: eight are never of five", () => {
  const [up, down] = [{ word: "upstream", shown: 5, whole: 5 }, { word: "downstream", shown: 3, whole: 3 }] as const;
  expect(footOf([up, down])).toBe("5 of 5 upstream, 3 of 3 downstream · complete");
  expect(footOf([up, { ...down, whole: 4 }])).toBe("5 of 5 upstream, 3 of 4 downstream");
});

test("what is on both sides of a cycle is listed once, where it comes first", () => {
  const entry = (id: string, depth: number) => ({ id, depth }) as Entry;
  expect(eachOnce([entry("a", 1), entry("b", 1), entry("a", 3)])).toEqual([entry("a", 1), entry("b", 1)]);
});
