import { expect, test } from "vitest";
import { arrange } from "../model/arrange";
import { load } from "../testdata/load";
import { describe as said } from "./describe";

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
