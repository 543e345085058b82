import { describe, expect, test } from "vitest";
import { elbow } from "../../layout/elbow";
import { placeStrip, windowOf } from "./strip";

describe("the strip", () => {
  test("centres each side on the middle", () => {
    const { height, middle, left, right } = placeStrip(["a", "b", "c"], ["x"], 4);
    expect(middle).toBe(height / 2);
    expect(left.map(({ y }) => y)).toEqual([middle - 48, middle, middle + 48]);
    expect(right.map(({ y }) => y)).toEqual([middle]);
  });

  test("shows no more than it has room for, the first of them", () => {
    const { height, left, leftOut } = placeStrip(Array.from({ length: 9 }, (_, index) => index), [], 12);
    expect(leftOut).toBe(7);
    expect(left.map(({ item }) => item)).toEqual([0, 1, 2, 3, 4]);
    for (const { y } of left) expect(y > 0 && y < height).toBe(true);
  });

  test("of nothing has a place for the entity alone", () => {
    expect(placeStrip([], [], 0)).toEqual({ height: 80, middle: 40, left: [], right: [], leftOut: 0 });
  });

  test("a side on which there is nothing takes no room", () => {
    const box = { left: 24, middle: 268, right: 524, wide: 172 };
    const seen = (left: string[], right: string[]) => windowOf(placeStrip(left, right, 2), box);
    expect([seen(["a"], ["b"]), seen([], ["b"]), seen(["a"], [])]).toEqual([{ from: 0, wide: 720 }, { from: 244, wide: 476 }, { from: 0, wide: 464 }]);
  });

  test("draws a straight line where it can, else two corners on the trunk", () => {
    expect(elbow(0, 10, 50, 100, 10)).toBe("M0 10H100");
    expect(elbow(0, 10, 50, 100, 58)).toBe("M0 10H41Q50 10 50 19V49Q50 58 59 58H100");
    expect(elbow(0, 58, 50, 100, 10)).toBe("M0 58H41Q50 58 50 49V19Q50 10 59 10H100");
  });
});
