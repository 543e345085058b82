// The order of rows, against oracles that look at every order.
import { describe, expect, test } from "vitest";
import { arrange } from "../../model/arrange";
import { flowsWithin, type Scene } from "../../model/scene";
import { generate, numbers } from "../../testdata/generate";
import { load } from "../../testdata/load";
import { ordered } from "../layout";
import { portsOf } from "../ports";
import { type Rows, rowsOf } from "./blocks";
import { jointsOf } from "./joints";
import { keeping } from "./kept";
import { layOutLayered } from "./layered";
import { naive } from "./naive";
import { type Network, networkOf } from "./network";
import { siftRows, sortRows } from "./rows";

interface Case {
  scene: Scene;
  network: Network;
  rows: Rows[];
}

const cases: Case[] = Array.from({ length: 24 }, (_, seed) => {
  const scene = arrange(generate({ seed, domains: 3 + (seed % 6), parts: 2 + (seed % 6), degree: 1.4, back: 15, coarse: 10 }), { grain: "port", orientation: seed % 3 ? "right" : "down" });
  const network = networkOf(scene, portsOf(scene));
  const next = numbers(seed);
  for (const column of network.columns) {
    for (let i = column.length - 1; i > 0; i--) {
      const j = next(i + 1);
      [column[i], column[j]] = [column[j]!, column[i]!];
    }
    column.forEach((vertex, i) => (vertex.place = i));
  }
  return { scene, network, rows: rowsOf(network, jointsOf(network), scene, new Set()) };
});

const idsOf = ({ blocks }: Rows) => blocks.flatMap(({ rows }) => rows);

/** Of two rows that a flow within the box joins, the upper one is where the scene has it. */
function expectFlowsToRunDown(scene: Scene, rows: Rows) {
  const now = idsOf(rows);
  const { id: box } = rows.vertex.box!;
  const then = scene.boxes.find(({ id }) => id === box)!.rows.map(({ id }) => id);
  for (const { from, to } of flowsWithin(scene.flows).get(box) ?? []) {
    if (now.includes(from) && now.includes(to)) expect(now.indexOf(from) < now.indexOf(to)).toBe(then.indexOf(from) < then.indexOf(to));
  }
}

describe("the rows of a box", () => {
  test("cross less by what sifting them says, and are the same rows, and what feeds another stays above it", () => {
    let fewer = 0;
    for (const { scene, network, rows } of cases) {
      for (const one of rows) {
        const [before, ids] = [naive(network), new Set(idsOf(one))];
        const said = siftRows(one);
        expect(said).toBeGreaterThanOrEqual(0);
        expect(naive(network)).toBe(before - said);
        expect(new Set(idsOf(one))).toEqual(ids);
        expectFlowsToRunDown(scene, one);
        fewer += said;
      }
    }
    expect(fewer).toBeGreaterThan(0);
  });

  test("cannot cross less for moving one of them, once sifting helps no more", () => {
    for (const { network, rows } of cases.slice(0, 8)) {
      for (const one of rows) {
        while (siftRows(one) > 0);
        const [least, order] = [naive(network), one.blocks];
        for (const block of order) {
          const others = order.filter((other) => other !== block);
          for (let to = 0; to < order.length; to++) {
            const moved = others.toSpliced(to, 0, block);
            const passed = order.slice(Math.min(to, order.indexOf(block)), Math.max(to, order.indexOf(block)) + 1);
            if (passed.some((other) => block.bound.has(other))) continue;
            one.take(moved);
            expect(naive(network)).toBeGreaterThanOrEqual(least);
          }
        }
        one.take(order);
      }
    }
  });

  test("are sorted by the middles of what they are joined to, as far as what feeds another lets them", () => {
    for (const { scene, rows } of cases) {
      for (const one of rows) {
        const ids = new Set(idsOf(one));
        sortRows(one, "left");
        expect(new Set(idsOf(one))).toEqual(ids);
        expectFlowsToRunDown(scene, one);
      }
    }
  });
});

test("rows stay as they come where no flow crosses less for another order", () => {
  const scene = arrange(load("sales-planning"), { grain: "port" });
  expect(ordered(scene, layOutLayered(scene))).toEqual(scene);
});

test("rows that were drawn before keep their order, whatever comes beside them", () => {
  for (let seed = 0; seed < 12; seed++) {
    const answer = generate({ seed, domains: 8, parts: 6, degree: 1.4, back: 5 });
    const next = numbers(seed);
    const fewer = { ...answer, drawn: answer.drawn.filter((_, i) => i === 0 || next(3) > 0) };
    const isThere = new Set([...fewer.drawn.map(({ id }) => id), ...answer.places.keys()]);
    const small = arrange({ ...fewer, flows: answer.flows.filter(({ from, to }) => isThere.has(from) && isThere.has(to)) }, { grain: "port" });
    const { rows: before } = layOutLayered(small);
    const large = arrange(answer, { grain: "port" });
    const { rows: after } = layOutLayered(large, before);
    const wished = keeping(large, before); // what feeds another is above it first of all
    for (const { id, rows } of wished.boxes) {
      const known = new Set(before.get(id));
      expect(after.get(id)?.filter((row) => known.has(row)) ?? []).toEqual(rows.map((row) => row.id).filter((row) => known.has(row)));
    }
  }
});
