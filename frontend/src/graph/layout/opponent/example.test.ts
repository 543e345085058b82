// On the example no more flows cross than where ELK lays out the same boxes.
import ELK from "elkjs/lib/elk.bundled.js";
import { expect, test } from "vitest";
import { arrange } from "../../model/arrange";
import type { Scene } from "../../model/scene";
import { load } from "../../testdata/load";
import { crossings } from "../crossings";
import type { Layout } from "../layout";
import { layOutLayered } from "../layered/layered";
import { boxesGraph, readBoxes } from "./boxes";

const count = ({ flows }: Scene, layout: Layout) => crossings(flows.flatMap(({ id, from, to }) => (layout.flows.has(id) ? [{ id, from, to, points: layout.flows.get(id)! }] : []))).length;

test.each(["sales-planning", "sales-planning-opened", "get-product-later", "customer-both-later"])("%s crosses no more than by ELK", async (name) => {
  const scene = arrange(load(name), { grain: "port" });
  const elk = readBoxes(await new ELK().layout(boxesGraph(scene)));
  expect(count(scene, layOutLayered(scene))).toBeLessThanOrEqual(count(scene, elk));
});

test("what is around Customer crosses once", () => {
  const scene = arrange(load("customer-both-later"), { grain: "port" });
  expect(count(scene, layOutLayered(scene))).toBe(1);
});
