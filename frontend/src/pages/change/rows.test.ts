import { expect, test } from "vitest";
import { borderRows, flowRow, rowsOf, type Difference } from "./rows";

const entity = (name: string) => ({ id: name, name });
const link = (action: "ADDED" | "REMOVED", relation: string, from: string, to: string) => ({ action, relation, from: entity(from), to: entity(to), fields: [] });

test("an owner that goes and one that comes are one row", () => {
  const links = [link("ADDED", "OWNS", "Sales Team", "Sales Planning"), link("REMOVED", "OWNS", "Finance", "Sales Planning")];
  expect(rowsOf({ entities: [], links })).toEqual([{ what: "Owner of Sales Planning", before: "Finance", after: "Sales Team" }]);
});

test("one that only comes stands beside who is there, one that only goes leaves nobody", () => {
  expect(rowsOf({ entities: [], links: [link("ADDED", "OWNS", "B", "X")] })[0]).toEqual({ what: "Owner of X", before: "as it is", after: "also B" });
  expect(rowsOf({ entities: [], links: [link("REMOVED", "OWNS", "B", "X")] })[0]).toEqual({ what: "Owner of X", before: "B", after: "nobody set here" });
});

test("of what comes or goes the owner decides nothing: it is said with the other links", () => {
  const links = [link("REMOVED", "OWNS", "Finance", "Location")];
  expect(rowsOf({ entities: [{ action: "REMOVED", entity: entity("Location"), fields: [] }], links }).map(({ what }) => what)).toEqual(["Location", "Finance owns Location"]);
});

test("entities and links that come, go and change, owners first", () => {
  const difference: Difference = {
    entities: [
      { action: "ADDED", entity: entity("New"), fields: [] },
      { action: "REMOVED", entity: entity("Old"), fields: [] },
      { action: "CHANGED", entity: entity("X"), fields: [{ name: "container", before: "domain:a", after: "domain:b" }, { name: "property:tier", before: null, after: "1" }] },
    ],
    links: [link("REMOVED", "FEEDS", "A", "B"), link("ADDED", "OWNS", "T", "X"), { ...link("ADDED", "FEEDS", "A", "C"), action: "CHANGED", fields: [{ name: "reason", before: "x", after: null }] }],
  };
  expect(rowsOf(difference).map(({ what, before, after }) => `${what} | ${before} | ${after}`)).toEqual([
    "Owner of X | as it is | also T",
    "New | not there | new",
    "Old | there | gone",
    "Container of X | domain:a | domain:b",
    "Tier of X | nothing | 1",
    "A feeds B | recorded | gone",
    "A feeds C: reason | x | nothing",
  ]);
});

test("borders are counted where they change, and that no flow changes is said", () => {
  expect(borderRows([{ division: { name: "X" }, before: 33, after: 32 }, { division: { name: "V" }, before: 1, after: 1 }])).toEqual([{ what: "Cut by a sale of X", before: "33 links", after: "32 links" }]);
  expect(flowRow([])).toHaveLength(1);
  expect(flowRow([link("ADDED", "FEEDS", "A", "B")])).toHaveLength(0);
});
