import { describe, expect, test } from "vitest";
import type { Answer } from "../model/answer";
import { arrange } from "../model/arrange";
import type { Orientation } from "../model/scene";
import { generate } from "../testdata/generate";
import { load } from "../testdata/load";
import { overBorder } from "./border";
import { draw, type Drawing, type PlacedFlow } from "./drawing";
import { fromFar } from "./far";
import { layOutLayered } from "./layered/layered";
import { markArea } from "./marks";
import { around, overlap } from "./occupied";

function drawn(answer: Answer, grain: "port" | "domain", orientation: Orientation): Drawing {
  const scene = arrange(answer, { grain, orientation });
  return draw(scene, layOutLayered(scene), new Set());
}

const generated = (seed: number) => generate({ seed, domains: 6 + seed, parts: 2 + seed, degree: 1.4, back: 8, coarse: 10 });
/** The same with each part breaking, half of them without an owner: every box has marks of its own from far. */
const broken = (answer: Answer): Answer => ({ ...answer, drawn: answer.drawn.map((of, i) => ({ ...of, severity: "BREAKING" as const, ...(i % 2 && { owner: null }) })), places: new Map([...answer.places].map(([id, place], i) => [id, { ...place, ...(i % 2 && { owner: null }) }])) });

const all = [...(["sales-planning", "sales-planning-opened", "get-product-later", "customer-both-later"] as const).map(load), ...[1, 2, 3].map(generated), ...[1, 2, 3].map(generated).map(broken)].flatMap((answer) =>
  (["port", "domain"] as const).flatMap((grain) => (["right", "down"] as const).map((orientation) => drawn(answer, grain, orientation))),
);

/** The marks that another one, a box or what stands over its border covers, though only in part; of what is grave the middle, as large as it is near by. */
function covered({ boxes }: Drawing, flows: PlacedFlow[], scale: number): string[] {
  const marks = flows.flatMap(({ mark }) => (mark ? [{ text: mark.text, area: markArea(mark.at, mark.text, mark.grave ? 1 : scale) }] : []));
  const areas = boxes.flatMap((placed) => [{ left: placed.at.x, top: placed.at.y, right: placed.at.x + placed.box.width, bottom: placed.at.y + placed.box.height }, ...overBorder(placed, scale)]);
  const below = marks.filter(({ area }) => areas.some((over) => overlap(area, over)));
  const twice = marks.filter(({ area }, i) => marks.slice(0, i).some((other) => overlap(area, other.area)));
  return [...below, ...twice].map(({ text }) => text);
}

describe("a mark", () => {
  test("stands neither below a box, its own marks or its handles nor on another mark, near by and from far", () => {
    let count = 0;
    for (const drawing of all) {
      for (const [scale, flows] of [[1, drawing.flows], ...[1.7, 2.5, 4].map((scale) => [scale, fromFar(drawing, scale)] as const)] as const) {
        expect(covered(drawing, flows, scale)).toEqual([]);
        count += flows.filter(({ mark }) => mark).length;
      }
    }
    expect(count).toBeGreaterThan(100);
  });

  test("is on its flow", () => {
    for (const { flows } of all) {
      for (const { mark, points } of flows) {
        if (mark) expect(points.slice(1).some((to, i) => between(mark.at.x, points[i]!.x, to.x) && between(mark.at.y, points[i]!.y, to.y))).toBe(true);
      }
    }
  });

  test("stands beside the bar of a flow that crosses a division's border, where there is room", () => {
    const answer = generated(2);
    for (const [i, [id, place]] of [...answer.places].entries()) {
      answer.places.set(id, { ...place, container: `division:${i % 2}` });
      answer.places.set(`division:${i % 2}`, { id: `division:${i % 2}`, kind: "DIVISION", name: `Division ${i % 2}`, parts: 1, hidden: { UPSTREAM: 0, DOWNSTREAM: 0 } });
    }
    const { flows } = drawn(answer, "domain", "right");
    const bars = flows.flatMap(({ bar }) => (bar ? [around(bar, 20, 20)] : []));
    const marks = flows.flatMap(({ mark }) => (mark ? [markArea(mark.at, mark.text)] : []));
    expect([bars.length > 0, marks.length > 0]).toEqual([true, true]);
    for (const mark of marks) expect(bars.some((bar) => overlap(mark, bar))).toBe(false);
  });
});

const between = (at: number, a: number, b: number): boolean => at >= Math.min(a, b) - 1e-6 && at <= Math.max(a, b) + 1e-6;
