// A plan that is copied as an alternative is a file that the command line reads, with the same answer as the page's.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answerTo, base, launch, open } from "./browser.mjs";

const folder = mkdtempSync(join(tmpdir(), "headwater-alternative-"));
let browser;
before(async () => void (browser = await launch()));
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const planning = "domain:division-x/sales-planning";
const plans = {
  "handed over, with words that YAML reads otherwise": [
    { handOver: { entity: planning, to: "team:division-x/sales", reason: "Yes: it's \"theirs\", # and not ours\nsince - 1.10 ✓ : no" } },
    { link: { relation: "CONSUMES", from: "team:finance", to: planning } },
  ],
  "of one system by another, in a market": [{ replaceSystem: { system: "system:france/pos", by: "system:japan/pos", markets: ["market:france"] } }],
  "of all other kinds": [
    { remove: { id: "capability:division-x/product/get-product", cascade: true } },
    { alter: { id: "domain:division-v/stock", note: "null" } },
    { move: { id: "port:division-x/sales-planning/top-stores", to: "domain:division-x/crm" } },
    { acquire: { division: "division:division-w", name: "Division W", like: "division:division-x" } },
    { deny: { from: "capability:division-v/product/get-product", to: "capability:division-v/sale/create-sale" } },
    { put: { id: "domain:division-x/no", name: "NO", tags: ["on", "1.0", "a, b"], description: "~" } },
  ],
};

for (const [name, changes] of Object.entries(plans)) {
  test(`a plan ${name}`, async () => {
    const { page, faults } = await open(browser, "/change", { permissions: ["clipboard-read", "clipboard-write"] });
    const { data } = await answerTo(page, "ChangePage", () => page.goto(`${base}/change?plan=${encodeURIComponent(JSON.stringify(changes))}`));
    const { impact } = data.plan;
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("menuitem", { name: /^As an alternative/ }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const file = join(folder, "copied.yaml");
    writeFileSync(file, await page.evaluate(() => navigator.clipboard.readText()));

    const said = planned(file);
    assert.equal(said.total, impact.total);
    assert.deepEqual(severities(said), severities(impact));
    assert.deepEqual(teams(said.teams), teams(impact.teams));
    assert.deepEqual(said.findings.map(({ message }) => message), impact.findings.map(({ message }) => message));
    const heading = await page.getByRole("heading", { level: 1 }).textContent();
    assert.match(heading, new RegExp(`concerns? ${teams(impact.teams).filter(([name]) => name).length} teams?`), "which is what the page says");
    assert.deepEqual(faults, []);
  });
}

/** What the command line says of the alternative in a file. */
function planned(file) {
  const answer = execFileSync(process.env.HEADWATER_BINARY, ["alternatives", "plan", file, "--server", base, "-o", "json"], { encoding: "utf8" });
  return find(JSON.parse(answer), "impact");
}

const find = (within, name) => (within === null || typeof within !== "object" ? undefined : (within[name] ?? Object.values(within).map((value) => find(value, name)).find(Boolean)));
const severities = ({ bySeverity }) => bySeverity.map(({ severity, count }) => [severity, count]);
const teams = (notices) => notices.map(({ team, roles, count }) => [team?.name, roles, count]);
