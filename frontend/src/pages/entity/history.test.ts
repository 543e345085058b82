import { expect, test } from "vitest";
import { historyLines, type Commit } from "./history";

const end = (name: string) => ({ id: name.toLowerCase(), name });
const commit = (diff: { entities?: object[]; links?: object[] }) => ({ revision: "2", time: "", actor: "", message: null, diff: { entities: [], links: [], ...diff } }) as unknown as Commit;

test("a commit says what it changed of an entity: before and after, parts, links", () => {
  const lines = historyLines(
    commit({
      entities: [
        { action: "CHANGED", entity: end("Sale"), fields: [{ name: "description", before: "old", after: null }, { name: "property:tier", before: null, after: "1" }] },
        { action: "ADDED", entity: end("New"), fields: [{ name: "container", before: null, after: "sale" }] },
        { action: "CHANGED", entity: end("Gone"), fields: [{ name: "container", before: "sale", after: "stock" }] },
      ],
      links: [
        { action: "REMOVED", relation: "OWNS", from: end("Finance"), to: end("Sale"), fields: [] },
        { action: "CHANGED", relation: "CONSUMES", from: end("Sales Team"), to: end("Sale"), fields: [{ name: "reason", before: "a", after: "b" }] },
      ],
    }),
    "sale",
  );
  expect(lines).toEqual([
    { action: "CHANGED", said: "description", before: "old", after: "" },
    { action: "CHANGED", said: "tier", before: "", after: "1" },
    { action: "ADDED", said: "New became part of it" },
    { action: "CHANGED", said: "Gone is no part of it any more" },
    { action: "REMOVED", said: "Finance owns Sale" },
    { action: "CHANGED", said: "Sales Team consumes Sale: reason", before: "a", after: "b" },
  ]);
});

test("what came or went is said as that, not field by field", () => {
  const itself = (action: string) => historyLines(commit({ entities: [{ action, entity: end("Sale"), fields: [{ name: "name", before: null, after: "Sale" }] }] }), "sale");
  expect(itself("ADDED")).toEqual([{ action: "ADDED", said: "It was created" }]);
  expect(itself("REMOVED")).toEqual([{ action: "REMOVED", said: "It was removed" }]);
});
