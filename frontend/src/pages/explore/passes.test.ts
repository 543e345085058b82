import { expect, test } from "vitest";
import { passes } from "./passes";

const port = { id: "port:x/sale/new", kind: "PORT", name: "New Sales", owner: { id: "team:finance" }, containers: ["domain:x/sale", "division:x"], tags: ["gold", "money"] };
const orphan = { id: "dataset:a", kind: "DATASET", name: "Sales raw", owner: null, containers: [], tags: [] };

const disputed = { ...orphan, id: "dataset:b", name: "Disputed", conflict: true };

const till = { ...orphan, id: "dataset:till", name: "Till", containers: ["system:pos"], alsoWithin: [{ id: "division:y" }, { id: "market:france" }] };

const seen = (filter: Parameters<typeof passes>[0]) => [port, orphan, disputed, till].filter(passes(filter) ?? (() => true)).map(({ name }) => name);

test("no filter lets all through", () => {
  expect(passes({})).toBeUndefined();
});

test.each([
  [{ kinds: ["PORT" as const] }, ["New Sales"]],
  [{ within: "division:x" }, ["New Sales"]],
  [{ within: "port:x/sale/new" }, ["New Sales"]],
  [{ within: "division:y" }, ["Till"]],
  [{ within: "market:france" }, ["Till"]],
  [{ owner: "team:finance" }, ["New Sales"]],
  [{ unowned: true }, ["Sales raw", "Till"]],
  [{ unowned: false }, ["New Sales", "Disputed"]],
  [{ tags: ["gold", "money"] }, ["New Sales"]],
  [{ tags: ["gold", "none"] }, []],
  [{ text: "sales RAW" }, ["Sales raw"]],
  [{ text: "sales" }, ["New Sales", "Sales raw"]],
  [{ text: "sales", within: "division:y" }, []],
  [{ text: "sales", kinds: ["DATASET" as const], owner: "team:finance" }, []],
])("%j lets through %j", (filter, names) => {
  expect(seen(filter)).toEqual(names);
});
