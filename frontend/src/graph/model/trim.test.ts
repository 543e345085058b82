import { describe, expect, test } from "vitest";
import { generate, numbers } from "../testdata/generate";
import type { Answer, Drawn, Place } from "./answer";
import { arrange } from "./arrange";
import { most, mostFlows } from "./group";
import type { Scene } from "./scene";
import { countOf } from "./trim";

const none = { UPSTREAM: 0, DOWNSTREAM: 0 };

/** A mesh of domains, each in one of some divisions where there are any, and so many flows between them, of any strength. */
function mesh({ seed = 1, domains, flows, divisions = 0 }: { seed?: number; domains: number; flows: number; divisions?: number }): Answer {
  const next = numbers(seed);
  const within = (d: number) => (divisions ? [`division:${d % divisions}`] : []);
  const drawn = Array.from({ length: domains }, (_, d): Drawn => ({ id: `domain:${d}`, kind: "DOMAIN", name: `Domain ${d}`, owner: null, input: false, containers: within(d), hidden: none }));
  const places = [...drawn.map(({ id, kind, name }, d): Place => ({ id, kind, name, parts: 5, hidden: none, ...(divisions && { container: within(d)[0]! }) })), ...Array.from({ length: divisions }, (_, i): Place => ({ id: `division:${i}`, kind: "DIVISION", name: `Division ${i}`, parts: 5, hidden: none }))];
  const pairs = new Set<string>();
  while (pairs.size < flows) {
    const [from, to] = [next(domains), next(domains)];
    if (from !== to) pairs.add(`domain:${from} domain:${to}`);
  }
  const recorded = [...pairs].map((pair) => pair.split(" ")).map(([from, to]) => ({ from: from!, to: to!, count: 1 + next(9), precision: "EXACT" as const }));
  return { start: [], drawn, places: new Map(places.map((place) => [place.id, place])), flows: recorded, consumers: [], total: domains };
}

const between = ({ flows }: Scene) => flows.filter(({ fromBox, toBox }) => fromBox !== toBox);

describe("a mesh of 250 domains with 9,439 roll-ups", () => {
  const dense = mesh({ domains: 250, flows: 9_439 });
  const all = dense.flows.reduce((sum, { count }) => sum + count!, 0);

  test("is drawn with the flows that stand for the most, and says how many are not", () => {
    const scene = arrange(dense, { grain: "domain" });
    expect(scene.boxes).toHaveLength(250);
    expect(scene.flows).toHaveLength(mostFlows);
    expect(countOf(scene.flows) + scene.left.flows).toBe(all);
    const weakest = Math.min(...scene.flows.map(({ count }) => count));
    const joined = new Set(scene.flows.flatMap(({ fromBox, toBox }) => [fromBox, toBox]));
    expect(joined.size).toBe(250);
    expect(weakest).toBeGreaterThan(5); // of 1 to 9
  });

  test("has all flows of what is selected", () => {
    const scene = arrange(dense, { grain: "domain", keep: new Set(["domain:7"]) });
    const own = (flows: { from: string; to: string }[]) => flows.filter(({ from, to }) => from === "domain:7" || to === "domain:7").length;
    expect(own(scene.flows)).toBe(own(dense.flows));
    expect(own(arrange(dense, { grain: "domain" }).flows)).toBeLessThan(own(dense.flows));
  });

  test("is drawn as divisions where there are several", () => {
    const scene = arrange(mesh({ domains: 250, flows: 9_439, divisions: 5 }), { grain: "domain" });
    expect(scene.boxes.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => "DIVISION"));
    expect(scene.grouped).toBe(true);
    expect(scene.left).toEqual({ boxes: 0, flows: 0, ways: 0 });
  });

  test("is not one box where there is one division", () => {
    expect(arrange(mesh({ domains: 250, flows: 9_439, divisions: 1 }), { grain: "domain" }).boxes).toHaveLength(250);
  });
});

test("of 700 boxes that are part of nothing the first are drawn, those that are selected with them, and the others counted", () => {
  const loose = mesh({ domains: 700, flows: 900 });
  const scene = arrange(loose, { grain: "port", keep: new Set(["domain:650"]) });
  expect(scene.boxes).toHaveLength(most);
  expect(scene.boxes.some(({ id }) => id === "domain:650")).toBe(true);
  expect(scene.left.boxes).toBe(400);
  expect(scene.showing).toBe(300);
  const isThere = new Set(scene.boxes.map(({ id }) => id));
  expect(scene.flows.every(({ from, to }) => isThere.has(from) && isThere.has(to))).toBe(true);
  expect(countOf(scene.flows) + scene.left.flows).toBe(loose.flows.reduce((sum, { count }) => sum + count!, 0));
});

test("rows that many flows join are closed, though they are few", () => {
  const scene = arrange(generate({ seed: 3, domains: 25, parts: 10, degree: 6 }), { grain: "port" });
  expect(scene.grouped).toBe(true);
  expect(scene.boxes.filter(({ collapsed }) => !collapsed).map(({ id }) => id)).toEqual(["domain:d0"]);
});

test("what somebody opened stays open, with as many of its flows as can be followed, and the others are counted", () => {
  const answer = generate({ seed: 3, domains: 25, parts: 10, degree: 6 });
  const open = new Set(answer.places.keys());
  const scene = arrange(answer, { grain: "port", open });
  expect(scene.boxes.every(({ collapsed }) => !collapsed)).toBe(true);
  expect(scene.flows).toHaveLength(mostFlows);
  expect(scene.left).toEqual({ boxes: 0, flows: answer.flows.length - mostFlows, ways: 0 });
});

test("what was asked about stays open where closing it would leave as many flows", () => {
  const rows = Array.from({ length: 600 }, (_, at): Drawn => ({ id: `port:sink/${at}`, kind: "PORT", name: `Port ${at}`, owner: null, input: true, containers: ["domain:sink"], hidden: none }));
  const out: Drawn = { id: "port:source/out", kind: "PORT", name: "Out", owner: null, input: false, containers: ["domain:source"], hidden: none };
  const places = ["source", "sink"].map((name): Place => ({ id: `domain:${name}`, kind: "DOMAIN", name, parts: 600, hidden: none }));
  const flows = rows.map(({ id }) => ({ from: out.id, to: id, count: 1, precision: "EXACT" as const }));
  const scene = arrange({ start: [out.id], drawn: [out, ...rows], places: new Map(places.map((place) => [place.id, place])), flows, consumers: [], total: 601 }, { grain: "port", open: new Set(["domain:sink"]) });
  expect(scene.boxes.map(({ id, collapsed }) => [id, collapsed])).toEqual([["domain:source", false], ["domain:sink", false]]);
  expect(scene.grouped).toBe(false);
  expect([scene.flows.length, scene.left.flows]).toEqual([mostFlows, 100]);
});

describe("of a catalog that is one cycle what a filter leaves of the focus and of three other domains", () => {
  const around = (domains: number): Answer => {
    const parts = Array.from({ length: domains * 38 }, (_, i) => ({ id: `port:${i}`, domain: `domain:${i % domains}` }));
    const drawn = parts.map(({ id, domain }): Drawn => ({ id, kind: "PORT", name: id, input: false, containers: [domain], hidden: none }));
    const places = new Map(Array.from({ length: domains }, (_, d): [string, Place] => [`domain:${d}`, { id: `domain:${d}`, kind: "DOMAIN", name: `Domain ${d}`, parts: 38, hidden: none }]));
    const next = numbers(7);
    const flows = parts.flatMap(({ id }, i) => [`port:${(i + 1) % parts.length}`, `port:${next(parts.length)}`].map((to) => ({ from: id, to, precision: "EXACT" as const })));
    return { start: ["domain:0"], drawn, places, flows, consumers: [], total: drawn.length };
  };
  const stays = ({ containers }: Drawn) => Number(containers[0]!.split(":")[1]) < 4;
  const focusOf = ({ boxes }: Scene) => boxes.find(({ focus }) => focus)!;

  test("has no more flows than can be followed: those of the focus are those of its box", () => {
    for (const domains of [20, 40]) {
      const scene = arrange(around(domains), { grain: "port", stays });
      expect(focusOf(scene).collapsed).toBe(true);
      expect(scene.grouped).toBe(true);
      expect(scene.flows.length).toBeLessThanOrEqual(mostFlows);
      expect(scene.left).toEqual({ boxes: 0, flows: 0, ways: 0 });
    }
  });

  test("is trimmed where its box was opened, and what is left out is counted", () => {
    const scene = arrange(around(40), { grain: "port", stays, open: new Set(["domain:0"]) });
    expect(focusOf(scene).collapsed).toBe(false);
    expect(scene.flows).toHaveLength(mostFlows);
    expect(scene.left.ways).toBeGreaterThan(mostFlows);
    const joined = new Set(between(scene).flatMap(({ fromBox, toBox }) => [fromBox, toBox]));
    expect(joined.size).toBe(4);
  });
});

test("whatever the mesh, no more is drawn than can be followed, and nothing goes uncounted", () => {
  for (let seed = 0; seed < 40; seed++) {
    const next = numbers(seed);
    const domains = 2 + next(400);
    const answer = mesh({ seed, domains, flows: next(Math.min(2_500, (domains * (domains - 1)) / 2)), divisions: next(3) });
    const scene = arrange(answer, { grain: "domain" });
    expect(scene.boxes.length).toBeLessThanOrEqual(most);
    expect(scene.flows.length).toBeLessThanOrEqual(mostFlows);
    const all = answer.flows.reduce((sum, { count }) => sum + count!, 0);
    if (!scene.grouped) expect(countOf(scene.flows) + scene.left.flows).toBe(all);
    if (!scene.grouped) expect(scene.boxes.length + scene.left.boxes).toBe(domains);
  }
});

test("of a dense picture that is filtered no more ways through what is hidden are drawn than can be followed, and the others are counted", () => {
  const answer = generate({ seed: 1, domains: 60, parts: 8, degree: 6 });
  const scene = arrange(answer, { grain: "port", stays: ({ id }) => Number(id.at(-1)) % 2 === 0 });
  expect(scene.flows).toHaveLength(mostFlows);
  expect(scene.left.ways).toBeGreaterThan(1_000);
  expect(scene.flows.every(({ kind, count }) => (kind === "implied" ? count === 0 : count > 0))).toBe(true);
});
