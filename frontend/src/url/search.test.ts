import { describe, expect, test } from "vitest";
import type { Search } from "./parameters";
import { only, overruled, readSearch, writeSearch, type Name } from "./search";

const names: Name[] = [
  "at", "from", "to", "direction", "grain", "depth", "orientation", "kinds", "within", "owner", "unowned", "tags", "text", "flows", "select", "open", "tab", "plan", "show",
  "actor", "source", "since", "until",
];
const parse = (query: string) => only(...names)(readSearch(query));

const views: Record<string, Search> = {
  "nothing": {},
  "a revision": { at: { revision: "14" } },
  "a time": { at: { time: "2026-03-31T12:00:00Z" } },
  "a day": { at: { time: "2026-03-31" } },
  "a comparison": { from: { revision: "0" }, to: { time: "2026-03-31" } },
  "lineage": { direction: "both", grain: "column", depth: "all", orientation: "down", select: ["port:division-x/sale/new-sales", "dataset:pg%3A%2F%2Fprod/a%2Cb"] },
  "steps": { depth: 3, open: ["domain:division-x/sale"], tab: "paths" },
  "filters": { kinds: ["PORT", "DATA_PRODUCT"], within: "division:division-x", owner: "team:finance", unowned: true, tags: ["personal-data"] },
  "commits": { actor: "ann@example", source: "dbt: prod", since: "2026-03-01", until: "2026-03-31" },
  "flows": { flows: ["denied", "selected"] },
  "text with all that hurts": { text: `a&b=c#d?e "f" <g> 100% + ü /:,` },
  "text like a number": { text: "14" },
  "every kind of change": {
    plan: [
      { put: { id: "domain:a" } }, { remove: { id: "domain:a" } }, { link: { relation: "FEEDS", from: "a", to: "b", reason: "so" } }, { unlink: { relation: "FEEDS", from: "a", to: "b" } }, { deny: { from: "a", to: "b" } }, { allow: { from: "a", to: "b" } },
      { alter: { id: "a" } }, { move: { id: "a" } }, { move: { id: "a", to: "b" } }, { handOver: { entity: "a", to: "b" } }, { replaceSystem: { system: "a", by: "b", markets: ["c"] } }, { divest: { division: "a" } }, { acquire: { division: "a", like: "b", name: "C" } },
    ],
  },
  "a plan": { plan: [{ alter: { id: "domain:division-x/sale", note: "x=1&y" } }, { remove: { id: "port:a/b" } }], show: "before" },
};

describe("an address", () => {
  test.each(Object.entries(views))("of %s gives the same view again", (_, view) => {
    expect(parse(writeSearch({ ...view }))).toEqual(view);
  });

  test("leaves IDs readable", () => {
    expect(writeSearch({ select: ["domain:division-x/sale", "team:finance"] })).toBe("?select=domain:division-x/sale,team:finance");
  });

  test("is the same whether it was read, typed or written", () => {
    const query = "?depth=2&kinds=port,domain&at=9";
    expect(writeSearch(readSearch(query))).toBe(query);
    expect(writeSearch(parse(query))).toBe("?at=9&depth=2&kinds=port,domain");
  });

  test("that says something more than once is kept as it is, and the last counts", () => {
    const given = readSearch("?depth=2&text=a&depth=3");
    expect(writeSearch(given)).toBe("?depth=2&depth=3&text=a");
    expect(writeSearch({ ...given, ...parse("?depth=2&text=a&depth=3") }), "as the router has it").toBe("?depth=2&depth=3&text=a");
    expect(writeSearch({ ...given, depth: undefined }), "what is overruled does not count when the last is gone").toBe("?text=a");
    expect(writeSearch({ ...given, [overruled]: undefined })).toBe("?depth=3&text=a");
    expect(parse("?depth=2&depth=3&select=a&select=b")).toEqual({ depth: 3, select: ["b"] });
    expect(parse("?depth=3&depth=")).toEqual({ depth: 3 });
    expect(() => parse("?depth=2&depth=none")).toThrow(/depth=none cannot be read/);
  });

  test("drops what a page has no use for", () => {
    expect(only("at")(readSearch("?at=9&depth=2&other=1"))).toEqual({ at: { revision: "9" } });
    expect(parse("?depth=&text=")).toEqual({});
  });

  test.each(["at=yesterday", "at=-1", "at=2026-13-45", "depth=0", "depth=1.5", "direction=up", "grain=team", "orientation=up", "kinds=port,nonsense", "plan=[1]", "plan={}", "plan=[{}]", 'plan=[{"x":1}]', 'plan=[{"toString":{}}]', 'plan=[{"remove":1}]', 'plan=[{"remove":{}}]', 'plan=[{"handOver":{"entity":"domain:a"}}]', 'plan=[{"replaceSystem":{"system":"a","by":"b","markets":"c"}}]', 'plan=[{"acquire":{"division":"a","like":"b","name":7}}]', 'plan=[{"alter":{"id":"a"},"remove":{"id":"a"}}]', "unowned=1", "flows=all", "show=all", "since=yesterday", "until=2026-13-45"])(
    "with %s is refused with a sentence",
    (query) => {
      expect(() => parse(query)).toThrow(/^In the address, .* cannot be read: it is .+\.$/);
    },
  );
});
