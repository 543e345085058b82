import { expect, test } from "vitest";
import { type Difference, isSameChange } from "./applied";

const field = (name: string, after: string) => ({ name, before: null, after });
const change = (...ids: string[]): Difference => ({
  entities: ids.map((id) => ({ action: "CHANGED", entity: { id }, fields: [field("name", "A"), field("description", "B")] })),
  links: ids.map((id) => ({ action: "ADDED", relation: "FEEDS", from: { id }, to: { id: "port:a/b" }, fields: [] })),
});

test("the same is the same in any order", () => {
  const { entities, links } = change("domain:a", "domain:b");
  const other = { entities: entities.toReversed().map((of) => ({ ...of, fields: of.fields.toReversed() })), links: links.toReversed() };
  expect(isSameChange({ entities, links }, other)).toBe(true);
});

test("more, less or something else is not", () => {
  const [one, two] = [change("domain:a"), change("domain:a", "domain:b")];
  expect(isSameChange(one, two)).toBe(false);
  expect(isSameChange(two, one)).toBe(false);
  expect(isSameChange(one, change("domain:b"))).toBe(false);
  expect(isSameChange(one, { ...one, links: [{ ...one.links[0]!, action: "REMOVED" }] })).toBe(false);
  expect(isSameChange(one, { ...one, entities: [{ ...one.entities[0]!, fields: [field("name", "C"), field("description", "B")] }] })).toBe(false);
});

test("nothing is not the same as nothing", () => {
  expect(isSameChange(change(), change())).toBe(false);
});
