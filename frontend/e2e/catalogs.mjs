// Catalogs that pages are compared with the API over: the example, the example as it grew, and one made up from a seed in which
// there is all that the example has not: columns, jobs, products, coarse flows, cycles, two owners and none, long names.
import assert from "node:assert/strict";
import { base } from "./browser.mjs";
import { link, put, start, startServer } from "./server.mjs";

/** Each with where it answers and how to stop it. */
export const catalogs = {
  example: async () => ({ base, stop: () => undefined }),
  later: () => start("demo", "--later"),
  generated: async () => {
    const server = await startServer();
    await server.apply(...madeUp(7));
    return server;
  },
};

/** What the API answers. */
export async function ask(at, query, variables) {
  const answer = await fetch(`${at}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined, `${query}: ${JSON.stringify(errors)}`);
  return data;
}

const times = (count, what) => Array.from({ length: count }, (_, i) => what(i));

/** mulberry32, as the graph's test data has it. */
function numbers(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

function madeUp(seed) {
  const next = numbers(seed);
  const pick = (of) => of[next(of.length)];
  const [divisions, domains, teams] = [["division:a", "division:b"], times(8, (i) => `domain:${i % 2 ? "b" : "a"}/d${i}`), times(6, (i) => `team:t${i}`)];
  const [products, ports, capabilities] = [domains.map((domain, i) => `product:p${i}`), times(24, (i) => `port:o${i}`), times(12, (i) => `capability:c${i}`)];
  const datasets = times(12, (i) => `dataset:db/s${i}`);
  const fields = datasets.flatMap((dataset, i) => times(2 + (i % 6), (f) => `field:db/s${i}/f${f}`));
  const ends = [...domains.slice(0, 3), ...products.slice(0, 3), ...ports, ...capabilities, ...datasets, ...fields];
  const flows = new Set(times(110, () => [pick(ends), pick(ends)].join(" ")));
  return [
    ...divisions.map((id) => put(id, { name: `Division ${id.slice(-1).toUpperCase()}` })),
    ...teams.map((id, i) => put(id, { name: i < 2 ? "Namesakes" : `Team ${i}` })),
    ...domains.map((id, i) => put(id, { name: i === 7 ? "Unternehmensdatenverwaltungsgesellschaft" : `Domain ${i}`, container: i === 6 ? null : divisions[i % 2] })),
    ...products.map((id, i) => put(id, { name: `Product ${i}`, container: domains[i] })),
    ...ports.map((id, i) => put(id, { name: `Port ${i}`, container: products[i % 8] })),
    ...capabilities.map((id, i) => put(id, { name: `Capability ${i}`, container: domains[i % 8] })),
    ...datasets.map((id, i) => put(id, { name: `Table ${i}`, container: i < 10 ? pick([...products, ...domains]) : null })),
    ...fields.map((id, i) => put(id, { name: `column ${i}`, container: `dataset:${id.slice("field:".length, id.lastIndexOf("/"))}` })),
    ...["system:s0", "system:s1", "system:s2"].map((id, i) => put(id, { name: `System ${i}`, type: "POS" })),
    put("market:m0", { name: "Market 0" }),
    link("SERVES", "system:s0", "market:m0"), link("SERVES", "system:s0", "division:a"), link("SERVES", "system:s1", "division:b"), link("OPERATES", "team:t0", "system:s0"),
    ...domains.slice(0, 5).flatMap((id, i) => [link("OWNS", teams[i], id), link("RUNS_IN", id, `system:s${i % 3}`)]),
    link("OWNS", "team:t5", "domain:a/d0"), link("OWNS", "team:t4", "division:b"),
    link("CONSUMES", "team:t5", "product:p1"), link("CONSUMES", "team:t1", "division:a"), link("CONSUMES", "team:t2", "domain:b/d3"),
    ...[...flows].map((flow) => flow.split(" ")).filter(([from, to]) => from !== to && !inside(from, to)).map(([from, to]) => link("FEEDS", from, to)),
  ];

  function inside(one, other) {
    const places = (id) => [id, ...(id.startsWith("field:") ? [`dataset:${id.slice("field:".length, id.lastIndexOf("/"))}`] : [])];
    return places(one).includes(other) || places(other).includes(one);
  }
}
