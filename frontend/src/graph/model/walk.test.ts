import { expect, test } from "vitest";
import { draw } from "../layout/drawing";
import { layOutLayered } from "../layout/layered/layered";
import { load } from "../testdata/load";
import { arrange } from "./arrange";
import { findInScene } from "./find";
import { highlight, startSlots } from "./highlight";
import { walk, type Step } from "./walk";
import { flowsBetween, shortestWay, slotsFor, waysOf } from "./ways";

const scene = arrange(load("sales-planning"), { grain: "port" });
const drawing = draw(scene, layOutLayered(scene), new Set());
const ways = waysOf(scene.flows);
const short = (slot: string | undefined) => slot?.replace(/.*\//, "");
const go = (from: string, steps: Step[]) => steps.map(((at: string) => (step: Step) => short((at = walk(drawing, ways, at, step) ?? at)))(from));

test("the arrow keys lead from Sales Planning to Get Customer", () => {
  const steps = go("domain:division-x/sales-planning", ["left", "left", "left"]);
  expect(steps.slice(0, 2)).toEqual(["new-sales", "create-sale"]);
  const column = [...go(feeding(steps[2]!), Array(6).fill("up")), ...go(feeding(steps[2]!), Array(6).fill("down")), steps[2]];
  expect(column).toEqual(expect.arrayContaining(["get-customer", "get-store", "get-product"]));
});

/** The slot of an operation that feeds Create Sale, by its last name. */
function feeding(name: string): string {
  return scene.flows.map((flow) => flow.from).find((slot) => short(slot) === name)!;
}

test("and back along the flows", () => {
  expect(go("capability:division-x/customer/get-customer", ["right", "right", "right"])).toEqual(["create-sale", "new-sales", "input"]);
});

test("up and down lead through the rows of a column", () => {
  expect(go("domain:division-x/sale", ["down", "down", "up"])).toEqual(["create-sale", "new-sales", "create-sale"]);
});

test("the keys are turned where flows lead from top down", () => {
  const turned = arrange(load("sales-planning"), { grain: "port", orientation: "down" });
  const below = draw(turned, layOutLayered(turned), new Set());
  const to = (at: string, step: Step) => walk(below, ways, at, step);
  const create = "capability:division-x/sale/create-sale";
  expect(to("domain:division-x/sales-planning", "up")).toBe("port:division-x/sale/new-sales");
  expect(to(create, "down")).toBe("port:division-x/sale/new-sales");
  expect(to("capability:division-x/customer/get-customer", "up")).toBeUndefined();
  expect(to("domain:division-x/sale", "right")).toBe(create);
  expect(to(create, "left")).toBe("domain:division-x/sale");
});

test("nothing is left of where data begins", () => {
  expect(walk(drawing, ways, "capability:division-x/customer/get-customer", "left")).toBeUndefined();
});

test("the way from Get Customer is the one the list explains", () => {
  const way = shortestWay(ways, new Set(["capability:division-x/customer/get-customer"]), slotsFor(scene.boxes, "domain:division-x/sales-planning"));
  expect(way.map((flow) => short(flow.to))).toEqual(["create-sale", "new-sales", "input"]);
});

test("between two lie all ways, not the shortest alone", () => {
  const flows = flowsBetween(ways, new Set(["capability:division-x/location/get-store"]), slotsFor(scene.boxes, "domain:division-x/sales-planning"));
  expect(flows.map((flow) => `${short(flow.from)} ${short(flow.to)}`).sort()).toEqual([
    "create-sale new-sales",
    "get-store create-sale",
    "get-store input",
    "input sales-forecast",
    "input top-products",
    "input top-stores",
    "new-sales input",
  ]);
});

test("finding looks at every word, and puts what begins with it first", () => {
  expect(findInScene(scene.boxes, "sale").map((match) => match.name)).toEqual(["Sales Planning", "Sales Forecast", "Sale", "Create Sale", "New Sales"]);
  expect(findInScene(scene.boxes, "GET store")).toEqual([{ slot: "capability:division-x/location/get-store", box: "domain:division-x/location", name: "Get Store", within: "Location" }]);
  expect(findInScene(scene.boxes, " ")).toEqual([]);
});

test("a coarse flow from the box of what was asked about is lit like one of its own", () => {
  const later = arrange(load("get-product-later"), { grain: "port" });
  const lit = highlight(later.boxes, waysOf(later.flows), startSlots(later.boxes, ["capability:division-x/product/get-product"]), ["product:division-x/customer/segmentation-by-product"]);
  expect([...lit.slots].map(short)).toEqual(["product", "segmentation-by-product"]);
});

test("where nothing was asked about, a selection lights what it feeds", () => {
  const lit = highlight(scene.boxes, ways, new Set(), ["capability:division-x/location/get-store"]);
  expect([...lit.slots].map(short).sort()).toEqual(["create-sale", "input"]);
});
