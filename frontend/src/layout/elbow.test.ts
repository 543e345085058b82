import { expect, test } from "vitest";
import { trunkPath } from "./elbow";

const at = (x: number) => (y: number) => ({ x, y });

test("several lines to several ends share one trunk, of which each part is drawn once", () => {
  expect(trunkPath(50, [20, 60, 100].map(at(0)), [60].map(at(100)))).toBe("M0 20H41Q50 20 50 29M0 60H50M0 100H41Q50 100 50 91M100 60H50M50 29V91");
});

test("what is straight has no trunk", () => expect(trunkPath(50, [at(0)(10)], [at(100)(10)])).toBe("M0 10H100"));
