import { describe, expect, test } from "vitest";
import { arrange } from "../../model/arrange";
import { generate, numbers } from "../../testdata/generate";
import { portsOf } from "../ports";
import { crossingsOf, inversions } from "./count";
import { jointsOf } from "./joints";
import { naive } from "./naive";
import { type Network, networkOf } from "./network";
import { orderColumns } from "./order";
import { sift } from "./sift";

/** Networks with flows that close cycles, their columns in any order. */
const shuffledNetworks: Network[] = Array.from({ length: 30 }, (_, seed) => {
  const scene = arrange(generate({ seed, domains: 3 + (seed % 7), parts: 1 + (seed % 4), degree: 1.2, back: 15, coarse: 10 }), { grain: "port", orientation: seed % 2 ? "right" : "down" });
  const network = networkOf(scene, portsOf(scene));
  const next = numbers(seed);
  for (const column of network.columns) {
    for (let i = column.length - 1; i > 0; i--) {
      const j = next(i + 1);
      [column[i], column[j]] = [column[j]!, column[i]!];
    }
    column.forEach((vertex, i) => (vertex.place = i));
  }
  return network;
});

describe("flows that cross", { timeout: 120_000 }, () => {
  test("are those that looking at every pair finds", () => {
    expect(shuffledNetworks.some(({ gaps }) => gaps.flat().some(({ from, to }) => from.vertex.layer === to.vertex.layer))).toBe(true); // some turn
    for (const network of shuffledNetworks) expect(crossingsOf(network)).toBe(naive(network));
  });

  test("are fewer by what sifting a column says", () => {
    for (const network of shuffledNetworks) {
      const joints = jointsOf(network);
      for (const column of network.columns) {
        const before = naive(network);
        const members = new Set(column);
        const fewer = sift(column, joints);
        expect(fewer).toBeGreaterThanOrEqual(0);
        expect(naive(network)).toBe(before - fewer);
        expect(new Set(column)).toEqual(members);
        expect(column.map(({ place }) => place)).toEqual([...column.keys()]);
      }
    }
  });

  test("cannot be made fewer by moving one vertex within its column", () => {
    for (const network of shuffledNetworks.slice(2, 6)) {
      orderColumns(network, jointsOf(network));
      const least = naive(network);
      for (const column of network.columns) {
        const order = [...column];
        for (const vertex of order) {
          const others = order.filter((other) => other !== vertex);
          for (let to = 0; to < column.length; to++) {
            others.toSpliced(to, 0, vertex).forEach((one, i) => (one.place = i));
            expect(naive(network)).toBeGreaterThanOrEqual(least);
          }
        }
        order.forEach((one, i) => (one.place = i));
      }
    }
  });
});

test("inversions are the pairs in the wrong order, weighed", () => {
  for (let seed = 1; seed < 50; seed++) {
    const values = Array.from({ length: seed }, (_, i) => ({ to: (i * 7919 * seed) % 23, weight: 1 + (i % 3) }));
    const naive = values.reduce((sum, a, i) => sum + values.slice(i + 1).reduce((sum, b) => sum + (b.to < a.to ? a.weight * b.weight : 0), 0), 0);
    expect(inversions([...values])).toBe(naive);
  }
});
