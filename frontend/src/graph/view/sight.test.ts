import { expect, test } from "vitest";
import type { Drawing } from "../layout/drawing";
import { inSight } from "./sight";

const box = (id: string, x: number, y: number) => ({ box: { id, width: 200, height: 100 }, at: { x, y } });
const drawing = { boxes: [box("left", 0, 0), box("middle", 400, 0), box("right", 800, 0), box("below", 400, 900)] } as unknown as Drawing;
const frame = { width: 600, height: 400 };

test("boxes of which something can be seen, and the one nearest to the middle", () => {
  expect(inSight(drawing, frame, { x: -400, y: 100, zoom: 1 })).toEqual({ boxes: ["middle", "right"], middle: "middle" });
  expect(inSight(drawing, frame, { x: 0, y: 0, zoom: 1.5 })).toEqual({ boxes: ["left"], middle: "left" });
});

test("nothing where there is nothing", () => {
  expect(inSight(drawing, frame, { x: 5000, y: 0, zoom: 1 })).toEqual({ boxes: [], middle: undefined });
});
