import { describe, expect, test } from "vitest";
import { draw, type Drawing } from "../layout/drawing";
import { layOutLayered } from "../layout/layered/layered";
import type { Answer, Drawn } from "../model/answer";
import { arrange } from "../model/arrange";
import { firstView, type Float, wholeView } from "./room";
import { leastZoom } from "./zoom";

const frame = { width: 900, height: 600 };
const legend = { left: 16, top: 560, right: 300, bottom: 584 };
const minimap = { left: 744, top: 460, right: 884, bottom: 546 };

/** So many domains, each feeding the next; the last one was asked about. */
function chain(length: number): Drawing {
  const id = (at: number) => `domain:n${at}`;
  const hidden = { UPSTREAM: 0, DOWNSTREAM: 0 };
  const drawn = Array.from({ length }, (_, at): Drawn => ({ id: id(at), kind: "DOMAIN", name: `Domain ${at}`, owner: null, input: false, containers: [], hidden }));
  const flows = drawn.slice(1).map(({ id: to }, at) => ({ from: id(at), to, precision: "EXACT" as const }));
  const answer: Answer = { start: [id(length - 1)], drawn, places: new Map(), flows, consumers: [], total: length };
  const scene = arrange(answer, { grain: "domain" });
  return draw(scene, layOutLayered(scene), new Set());
}

/** Where a box is on the canvas. */
function placeOf(drawing: Drawing, at: number, { x, y, zoom }: { x: number; y: number; zoom: number }): Float {
  const { at: corner, box } = drawing.boxes.find(({ box }) => box.id === `domain:n${at}`)!;
  return { left: corner.x * zoom + x, top: corner.y * zoom + y, right: (corner.x + box.width) * zoom + x, bottom: (corner.y + box.height) * zoom + y };
}

const overlap = (a: Float, b: Float) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe("all of a drawing", () => {
  test.each([3, 5, 8, 12])("of %i boxes stands beside what lies over the canvas", (length) => {
    const drawing = chain(length);
    const view = wholeView(drawing, frame, [legend, minimap]);
    for (let at = 0; at < length; at++) for (const float of [legend, minimap]) expect(overlap(placeOf(drawing, at, view), float)).toBe(false);
  });

  test("is as large as with the minimap avoided on its better side", () => {
    const drawing = chain(4);
    const below = wholeView(drawing, frame, [{ ...minimap, left: 0, right: 900 }]); // a float as wide as the canvas: only above it is room
    const right = wholeView(drawing, frame, [{ ...minimap, top: 0, bottom: 600 }]);
    expect(wholeView(drawing, frame, [minimap]).zoom).toBe(Math.max(below.zoom, right.zoom));
  });

  test("is all of it, however large", () => {
    const drawing = chain(290);
    const { x, y, zoom } = wholeView(drawing, frame, []);
    expect(zoom).toBeLessThan(0.02);
    const { bounds } = drawing;
    expect(bounds.x * zoom + x).toBeGreaterThanOrEqual(0);
    expect((bounds.x + bounds.width) * zoom + x).toBeLessThanOrEqual(frame.width);
    expect(bounds.y * zoom + y).toBeGreaterThanOrEqual(0);
    expect(zoom).toBeGreaterThanOrEqual(leastZoom(bounds)); // where one may zoom to by hand too
  });

  test("is at most as large as it is", () => {
    expect(wholeView(chain(1), frame, []).zoom).toBe(1);
  });
});

describe("what one sees first", () => {
  test("is all of it while it can be read", () => {
    expect(firstView(chain(8), frame, [legend, minimap])).toEqual(wholeView(chain(8), frame, [legend, minimap]));
  });

  test("of a chain of 99 layers is its end, which was asked about, at a size that is read", () => {
    const drawing = chain(99);
    expect(wholeView(drawing, frame, [legend, minimap]).zoom).toBeLessThan(0.1);
    const view = firstView(drawing, frame, [legend, minimap]);
    expect(view.zoom).toBe(0.75);
    const end = placeOf(drawing, 98, view);
    expect(end.right).toBeLessThan(frame.width);
    expect(end.right).toBeGreaterThan(frame.width - 200); // and not in the middle, with nothing on its right
    expect(placeOf(drawing, 97, view).left).toBeGreaterThan(0);
    expect(overlap(end, minimap)).toBe(false);
  });

  test("on a thumbnail is smaller, and still read", () => {
    expect(firstView(chain(99), { width: 366, height: 188 }, []).zoom).toBe(0.4);
  });
});
