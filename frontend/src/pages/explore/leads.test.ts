import { expect, test } from "vitest";
import type { LinkField } from "../entity/kindLinks";
import { isFlowless, leadsSaid } from "./leads";

const group = (field: LinkField, totalCount: number) => ({ field, first: { totalCount, nodes: [], pageInfo: { endCursor: null, hasNextPage: false } } });
const said = (...of: Parameters<typeof leadsSaid>) => Object.values(leadsSaid(...of)).join(" ");

test("a team leads to what it owns, uses and operates", () => {
  const team = { kind: "TEAM", name: "Sales Team" } as const;
  expect(said(team, [group("owns", 3), group("consumes", 1), group("operates", 2)])).toBe("No data flows through Sales Team, which is a team. It owns 3 things, uses 1 thing and operates 2 systems: follow the flows of these.");
  expect(said(team, [group("owns", 0), group("consumes", 0)])).toBe("No data flows through Sales Team, which is a team. It owns nothing and uses nothing.");
});

test("a market leads to what serves it", () => {
  const market = { kind: "MARKET", name: "France" } as const;
  expect(said(market, [group("systems", 3), group("teams", 1)])).toBe("No data flows through France, which is a market. It is served by 3 systems and is looked after by 1 team: follow the flows of these.");
  expect(said(market, [])).toBe("No data flows through France, which is a market. Nothing is recorded that serves it.");
});

test("of all else the lineage is an answer, also where there is none", () => {
  expect((["TEAM", "MARKET", "DIVISION", "SOURCE_SYSTEM", "DOMAIN", "PORT", "JOB"] as const).filter(isFlowless)).toEqual(["TEAM", "MARKET"]);
});
