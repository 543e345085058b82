import { expect, test } from "vitest";
import { load } from "../../graph/testdata/load";
import { offered, tally } from "./tally";

const answer = load("sales-planning");
const counts = (options: { value: string; label: string }[]) => Object.fromEntries(options.map(({ value, label }) => [value, Number(/· (\d+)$/.exec(label)![1])]));

test("each choice says how many of the five that feed it are left; Sales Planning and its own parts are no choice", () => {
  const { kinds, owners, places, unowned } = tally(answer, {});
  expect(new Map(kinds)).toEqual(new Map([["CAPABILITY", 4], ["PORT", 1]]));
  expect(counts(owners)).toEqual({ "team:division-x/retail-operations": 2, "team:finance": 1, "team:division-x/marketing": 1, "team:division-x/customer-relationship": 1 });
  expect(unowned).toBe(0);
  expect(counts(places)).toMatchObject({ "division:division-x": 5, "domain:division-x/sale": 2 });
  expect(places[0]!.label).toBe("Division X · 5");
});

test("a choice is counted under the others that are made", () => {
  const { kinds, owners, places } = tally(answer, { within: "domain:division-x/sale" });
  expect(new Map(kinds)).toEqual(new Map([["CAPABILITY", 1], ["PORT", 1]]));
  expect(counts(owners)).toEqual({ "team:division-x/retail-operations": 2 });
  expect(counts(places)).toMatchObject({ "domain:division-x/customer": 1, "domain:division-x/sale": 2 });
});

test("what serves only a division is counted within it", () => {
  const [first, ...others] = answer.drawn.filter(({ id }) => !id.includes("sales-planning"));
  const serving = { ...answer, drawn: [{ ...first!, containers: [], alsoWithin: [{ id: "division:y", name: "Division Y" }] }, ...others] };
  const { places } = tally(serving, {});
  expect(counts(places)).toMatchObject({ "division:division-x": 4, "division:y": 1 });
  expect(places.find(({ value }) => value === "division:y")!.label).toBe("Division Y · 1");
});

test("what is chosen stays a choice where the others leave none of it", () => {
  const { kinds } = tally(answer, { kinds: ["PORT"], within: "domain:division-x/customer" });
  expect(new Map(kinds)).toEqual(new Map([["CAPABILITY", 1], ["PORT", 0]]));
});

test("two owners are not nobody", () => {
  const [first, ...others] = answer.drawn.filter(({ id }) => !id.includes("sales-planning"));
  const disputed = { ...answer, drawn: [{ ...first!, owner: null, conflict: true }, { ...others[0]!, owner: null }] };
  expect(tally(disputed, {}).unowned).toBe(1);
});

test("of no answer there is nothing to choose", () => {
  expect(tally(undefined, {})).toEqual({ kinds: [], places: [], owners: [], tags: [], unowned: 0 });
});

test("of what is too large to be here the server's counts are offered, and what is chosen stays a choice", () => {
  const found = offered(
    {
      byKind: [{ kind: "PORT", count: 700 }],
      byOwner: [{ team: { id: "team:a", name: "A" }, count: 1_200 }, { team: null, count: 4 }],
      byDomain: [{ entity: { id: "domain:d", name: "D" }, count: 20 }],
      byDivision: [{ entity: { id: "division:x", name: "X" }, count: 900 }],
      byTag: [{ tag: "gold", count: 3 }],
    },
    { kinds: ["CAPABILITY"], owner: "team:b", tags: ["gold"] },
  );
  expect(found.kinds).toEqual([["PORT", 700], ["CAPABILITY", 0]]);
  expect(found.owners).toEqual([{ value: "team:a", label: "A · 1,200" }, { value: "team:b", label: "team:b · 0" }]);
  expect(found.places.map(({ label }) => label)).toEqual(["X · 900", "D · 20"]);
  expect(found.tags).toEqual([{ value: "gold", label: "gold · 3" }]);
  expect(found.unowned).toBe(4);
});
