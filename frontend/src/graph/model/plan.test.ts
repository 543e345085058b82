import { expect, test } from "vitest";
import { draw } from "../layout/drawing";
import { layOutLayered } from "../layout/layered/layered";
import { load } from "../testdata/load";
import { arrange } from "./arrange";
import { planned } from "./plan";

const before = load("sales-planning");
const gone = "capability:division-x/product/get-product";
const after = {
  ...before,
  drawn: before.drawn.filter(({ id }) => id !== gone),
  flows: [
    ...before.flows.filter(({ from }) => from !== gone),
    { from: "capability:division-x/customer/get-customer", to: "port:division-x/sales-planning/input", precision: "EXACT" as const },
  ],
};

test("what a plan makes newly wrong is said of the part, and of the box that holds it", () => {
  const wrong = new Map([["capability:division-x/sale/create-sale", "Create Sale has no source."], ["domain:division-x/sale", "Sale has no owner."]]);
  const sale = arrange(planned(before, after, new Map(), wrong), { grain: "port" }).boxes.find((box) => box.name === "Sale")!;
  expect(sale.rows.map((row) => row.finding)).toContain("Create Sale has no source.");
  expect(sale.tally.findings).toEqual(["Sale has no owner.", "Create Sale has no source."]);
});

test("what a plan takes away and brings is drawn beside what stays", () => {
  const scene = arrange(planned(before, after, new Map([["capability:division-x/sale/create-sale", "BREAKING"]])), { grain: "port" });
  const product = scene.boxes.find((box) => box.name === "Product")!;
  expect(product.rows.map((row) => [row.name, row.change])).toEqual([["Get Product", "removed"]]);
  expect(scene.flows.filter((flow) => flow.change === "removed").map((flow) => flow.to.replace(/.*\//, "")).sort()).toEqual(["create-sale", "input"]);
  expect(scene.flows.filter((flow) => flow.change === "added").map((flow) => flow.from.replace(/.*\//, ""))).toEqual(["get-customer"]);
  expect(scene.boxes.find((box) => box.name === "Sale")!.rows[0]!.severity).toBe("BREAKING");

  const drawing = draw(scene, layOutLayered(scene), new Set());
  const ends = drawing.flows.filter(({ flow }) => flow.to.endsWith("/input")).map(({ flow, points }) => [flow.change ?? "kept", points.at(-1)!.y]);
  const kept = ends.find(([change]) => change === "kept")![1] as number;
  expect(ends.filter(([change]) => change === "removed").map(([, y]) => y)).toEqual([kept + 12]);
});

test("a plan that changes nothing marks nothing", () => {
  const scene = arrange(planned(before, before, new Map()), { grain: "port" });
  expect(scene.flows.some((flow) => flow.change)).toBe(false);
  expect(scene).toEqual(arrange({ ...before, total: before.drawn.length }, { grain: "port" }));
});

test("what a plan hands over says who gave it up, and what stays with its owner does not", () => {
  const owned = (owner: { id: string; name: string } | null) => {
    const hand = <Of extends { id: string }>(of: Of) => (of.id === "domain:division-x/sales-planning" ? { ...of, owner } : of);
    return { ...before, drawn: before.drawn.map(hand), places: new Map([...before.places].map(([id, place]) => [id, hand(place)])) };
  };
  const sales = { id: "team:division-x/sales", name: "Sales Team" };
  const handed = (was: typeof before, is: typeof before) =>
    arrange(planned(was, is, new Map()), { grain: "port" }).boxes.flatMap(({ name, formerOwner, owner }) => (formerOwner === undefined ? [] : [[name, formerOwner?.name, owner?.name]]));
  expect(handed(before, owned(sales))).toEqual([["Sales Planning", "Finance", "Sales Team"]]);
  expect(handed(owned(null), owned(sales))).toEqual([["Sales Planning", undefined, "Sales Team"]]);
  expect(handed(owned(sales), owned(null))).toEqual([["Sales Planning", "Sales Team", undefined]]);
});
