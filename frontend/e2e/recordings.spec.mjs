// The answers that the graph's unit tests are about (src/graph/testdata) are, to the letter, what the server answers to the query of
// the page; with HEADWATER_UPDATE they are recorded anew instead.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { ask, catalogs } from "./catalogs.mjs";

const query = ["pages/explore/lineage", "catalog/entity"].map((name) => readFileSync(new URL(`../src/${name}.graphql`, import.meta.url), "utf8")).join("\n");
const domain = (name) => `domain:division-x/${name}`;
const getProduct = "capability:division-x/product/get-product";
const ways = { upstream: { direction: "UPSTREAM", upstream: true, downstream: false }, downstream: { direction: "DOWNSTREAM", upstream: false, downstream: true }, both: { upstream: true, downstream: true } };
const recordings = {
  example: {
    "sales-planning": { of: domain("sales-planning"), ...ways.upstream },
    "sales-planning-opened": { of: domain("sales-planning"), ...ways.upstream, opened: [{ of: getProduct, direction: "DOWNSTREAM", depth: 1 }] },
  },
  later: {
    "customer-both-later": { of: domain("customer"), ...ways.both },
    "get-product-later": { of: getProduct, ...ways.downstream },
  },
};

for (const [catalog, answers] of Object.entries(recordings)) {
  describe(`on the ${catalog} catalog`, () => {
    let base, stop;
    before(async () => void ({ base, stop } = await catalogs[catalog]()));
    after(() => stop?.());

    for (const [name, variables] of Object.entries(answers)) {
      test(name, async () => {
        const file = new URL(`../src/graph/testdata/${name}.json`, import.meta.url);
        const answer = (await ask(base, query, variables)).catalog;
        if (process.env.HEADWATER_UPDATE) writeFileSync(file, JSON.stringify(answer, null, 1) + "\n");
        assert.deepEqual(answer, JSON.parse(readFileSync(file, "utf8")));
      });
    }
  });
}
