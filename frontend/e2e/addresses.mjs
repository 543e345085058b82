// Every page of the app on the example, as what must hold on all of them asks for it.

const headed = (page) => page.locator("main h1").first().waitFor();
const drawn = async (page) => {
  await headed(page);
  await page.locator("[data-graph] [data-slot]").first().waitFor();
};

const planning = "domain:division-x/sales-planning";
const product = "capability:division-x/product/get-product";
const planOf = (...changes) => `/change?plan=${encodeURIComponent(JSON.stringify(changes))}`;

export const addresses = [
  { name: "start", path: "/", stands: headed },
  { name: "map", path: "/explore", stands: drawn },
  { name: "lineage", path: `/explore/${planning}?depth=all`, stands: drawn },
  { name: "lineage both ways", path: `/explore/${product}?direction=both&depth=all&grain=domain`, stands: drawn },
  { name: "paths", path: `/explore/${planning}?depth=all&select=${product}&tab=paths`, stands: drawn },
  { name: "domain", path: `/entity/${planning}`, stands: headed },
  { name: "team", path: "/entity/team:finance", stands: headed },
  { name: "system", path: "/entity/system:france/pos", stands: headed },
  { name: "market", path: "/entity/market:france", stands: headed },
  { name: "division", path: "/entity/division:division-v", stands: headed },
  { name: "catalog", path: "/catalog", stands: headed },
  { name: "ownership", path: "/ownership", stands: headed },
  { name: "divisions", path: "/divisions?within=division:division-v", stands: headed },
  { name: "flows across the border", path: "/divisions?within=division:division-v&tab=flows", stands: headed },
  { name: "owners across the border", path: "/divisions?within=division:division-v&tab=owners", stands: headed },
  { name: "systems", path: "/systems", stands: headed },
  { name: "no plan", path: "/change", stands: headed },
  { name: "plan", path: planOf({ remove: { id: product, cascade: true } }), stands: drawn },
  { name: "plan to hand over", path: planOf({ handOver: { entity: planning, to: "team:division-x/sales" } }), stands: drawn },
  { name: "plans side by side", path: "/change?tab=compare", stands: headed },
  { name: "history", path: "/history?open=r1", stands: headed },
  { name: "comparison", path: "/history?from=0&to=1", stands: headed },
  { name: "the past", path: `/entity/${planning}?at=1`, stands: headed },
  { name: "nothing recorded", path: "/?at=0", stands: headed },
  { name: "not found", path: "/entity/domain:division-x/sales-plannin", stands: headed },
];
