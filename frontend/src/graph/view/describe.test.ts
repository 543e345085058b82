import { expect, test } from "vitest";
import { arrange } from "../model/arrange";
import { load } from "../testdata/load";
import { describe as said, boxesSaid, brings, leftSaid } from "./describe";

const planning = arrange(load("sales-planning"), { grain: "port" });
const segmentation = arrange(load("get-product-later"), { grain: "port" });

test("one is one, and a box without parts has none to tell of", () => {
  expect(said(planning, "capability:division-x/sale/create-sale")).toBe("Create Sale in Sale, 3 flows in, 1 out");
  expect(said(planning, "capability:division-x/customer/get-customer")).toBe("Get Customer in Customer, 0 flows in, 1 out");
  expect(said(planning, "port:division-x/sales-planning/top-stores")).toBe("Top Stores in Sales Planning, 1 flow in, 0 out");
});

test("a box has the flows that enter and leave it, whichever of its rows they are of", () => {
  expect(said(planning, "domain:division-x/sale")).toBe("Sale, Retail Operations Team, 5 parts, 3 flows in, 1 out");
  const closed = arrange(load("sales-planning"), { grain: "domain" });
  expect(said(closed, "domain:division-x/sale")).toBe("Sale, Retail Operations Team, 5 parts, 3 flows in, 1 out");
});

test("what is coarse is said", () => {
  const product = segmentation.boxes.find(({ name }) => name === "Product")!;
  expect(said(segmentation, product.id)).toMatch(/ out, \d+ of them coarse$/);
});

test("a handle says what it brings: what a flow leads to and, of a whole of which not all is drawn, the rest of it", () => {
  expect(brings({ name: "Sale", count: 3, own: 0 }, "upstream")).toBe("Show 3 upstream of Sale");
  expect(brings({ name: "Division X", count: 1_234, own: 33 }, "upstream")).toBe("Show 1,234: 1,201 upstream of Division X, and 33 of Division X itself");
});

test("what is left out of a drawing is said, and how to see it", () => {
  expect(boxesSaid({ boxes: planning.boxes, left: { boxes: 4_995, flows: 0, ways: 0 } }, "group")).toBe("5 of 5,000 groups");
  expect(boxesSaid(planning, "group")).toBe("5 groups");
  expect(leftSaid(planning)).toBe("");
  expect(leftSaid({ flows: planning.flows, left: { boxes: 0, flows: 990, ways: 0 } })).toBe(", with 10 of 1,000 flows, the largest. Select a box to see all of its.");
  const hiding = arrange(load("sales-planning"), { grain: "port", stays: ({ name }) => name !== "Create Sale" && name !== "New Sales" });
  expect(leftSaid({ flows: hiding.flows, left: { boxes: 0, flows: 0, ways: 99 } })).toBe(", with 1 of 100 ways through what is hidden. Select a box to see all of its.");
});
