import { expect, test } from "vitest";
import type { PlacedFlow } from "../layout/drawing";
import { flowsIn, partFor, sightOf } from "./part";

const size = { width: 1000, height: 500 };

test("what is in sight is told in the drawing's own measure", () => {
  expect(sightOf(size, { x: 100, y: -50, zoom: 0.5 })).toEqual({ left: -200, top: 100, right: 1800, bottom: 1100 });
});

test("a part is kept while all in sight is in it, and else is anew around that", () => {
  const first = partFor(sightOf(size, { x: 0, y: 0, zoom: 1 }), undefined);
  expect(first).toEqual({ left: -1000, top: -500, right: 2000, bottom: 1000 });
  expect(partFor(sightOf(size, { x: -999, y: 499, zoom: 1 }), first)).toBe(first);
  expect(partFor(sightOf(size, { x: 0, y: 0, zoom: 2 }), first)).toBe(first);
  expect(partFor(sightOf(size, { x: -1001, y: 0, zoom: 1 }), first)).toEqual({ left: 1, top: -500, right: 3001, bottom: 1000 });
});

const flow = (x: number, y: number, along: number) => ({ points: [{ x, y }, { x: x + along, y }] }) as PlacedFlow;

test("of many flows those that run through a part are in the page, whether or not they end there", () => {
  const part = { left: 0, top: 0, right: 1000, bottom: 500 };
  const far = Array.from({ length: 301 }, (_, index) => flow(2000 + index, 0, 100));
  const through = flow(-5000, 250, 10_000);
  const beside = flow(-200, 250, 150);
  expect(flowsIn([...far, through, beside, flow(-200, 250, 100)], part)).toEqual([through, beside]);
  expect(flowsIn(far, undefined)).toBe(far);
});

test("of few flows all are", () => {
  const all = Array.from({ length: 300 }, (_, index) => flow(2000 + index, 0, 100));
  expect(flowsIn(all, { left: 0, top: 0, right: 1, bottom: 1 })).toBe(all);
});
