import { expect, test } from "vitest";
import { farScale, isFar, leastZoom, levelAt, markScale, thickness } from "./zoom";

test("a line is at most two and a half times as wide as near by, and never so thin that it vanishes", () => {
  expect(thickness(1)).toBe(1);
  expect(thickness(0.5)).toBe(1.5);
  expect(thickness(0.2)).toBe(2.5);
  for (const zoom of [0.1, 0.05, 0.01, 0.002]) expect(thickness(zoom) * zoom).toBeGreaterThanOrEqual(0.25);
});

test("one can zoom out until all is in sight, and of what is small not farther than is of use", () => {
  expect(leastZoom({ width: 900, height: 600 })).toBe(0.05);
  expect(leastZoom({ width: 200_000, height: 600 })).toBe(0.0005);
  expect(leastZoom({ width: 0, height: 0 })).toBe(0.05);
});

test("the room that is made for marks is never smaller than they are, and more than near by just where only boxes are told apart", () => {
  for (let zoom = 0.01; zoom <= 2; zoom += 0.01) {
    expect(markScale(zoom)).toBeGreaterThanOrEqual(farScale(zoom) - 1e-9);
    expect(markScale(zoom) > 1).toBe(isFar(levelAt(zoom)));
  }
});
