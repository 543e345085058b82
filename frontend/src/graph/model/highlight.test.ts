import { expect, test } from "vitest";
import { load } from "../testdata/load";
import { arrange } from "./arrange";
import { highlight, startSlots } from "./highlight";
import { waysOf } from "./ways";

const { boxes, flows } = arrange(load("sales-planning"), { grain: "port" });
const ways = waysOf(flows);
const planning = "domain:division-x/sales-planning";
const product = "capability:division-x/product/get-product";
const [newSales, createSale, input] = ["port:division-x/sale/new-sales", "capability:division-x/sale/create-sale", "port:division-x/sales-planning/input"];
const start = startSlots(boxes, [planning]);
const said = (ids: Set<string>) => flows.filter(({ id }) => ids.has(id)).map(({ from, to }) => [from, to].map((id) => id.replace(/.*\//, "")).join(" ")).sort();

test("of two that are selected a shortest way is lit, and the flows of all others are known", () => {
  const { flows: lit, others } = highlight(boxes, ways, start, [product, input]);
  expect(said(lit)).toEqual(["get-product input"]);
  expect(said(others)).toEqual(["create-sale new-sales", "get-product create-sale", "new-sales input"]);
  expect(highlight(boxes, ways, start, [input, product])).toEqual({ ...highlight(boxes, ways, start, [product, input]), selected: new Set([input, product]) });
});

test("the way that the answer gave is the one that is lit", () => {
  const way = [{ from: product, to: createSale }, { from: createSale, to: newSales }, { from: newSales, to: input }];
  expect(said(highlight(boxes, ways, start, [product, input], way).flows)).toEqual(["create-sale new-sales", "get-product create-sale", "new-sales input"]);
  expect(said(highlight(boxes, ways, start, [product, input], [{ from: product, to: "port:elsewhere" }]).flows)).toEqual(["get-product input"]);
});

test("of one it is the way to what was asked about, and there are no others", () => {
  const { flows: lit, others } = highlight(boxes, ways, start, [createSale]);
  expect(said(lit)).toEqual(["create-sale new-sales", "new-sales input"]);
  expect(others.size).toBe(0);
});
