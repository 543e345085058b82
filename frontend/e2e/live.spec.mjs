// What is committed while a page is open appears on it by itself, and the reader's view stays. At a server of its own: the
// other tests' catalog must not change.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { following, launch, open, screenshot } from "./browser.mjs";
import { start, startServer } from "./server.mjs";

let browser, server, base, apply;

before(async () => {
  server = await startServer();
  ({ base, apply } = server);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const put = (id, name) => ({ put: { id, name } });

for (const colorScheme of ["light", "dark"]) {
  test(`an empty catalog says four ways to begin, ${colorScheme}`, async () => {
    for (const path of ["/", "/catalog", "/ownership", "/history", "/divisions", "/systems"]) {
      const { page, faults } = await open(browser, path, { at: base, colorScheme, viewport: { width: 390, height: 844 } });
      await page.locator("main h1").waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, path);
      await assertAccessible(page);
      if (path === "/") {
        assert.deepEqual(await page.getByRole("heading", { level: 2 }).allInnerTexts(), ["Look around first", "Write it down", "Let your jobs report", "Bring a dbt project"]);
        await screenshot(page, `empty-${colorScheme}-narrow`, { fullPage: true });
      }
      assert.deepEqual(faults, [], path);
      await page.context().close();
    }
  });
}

test("what it says to type works as it stands, in a second terminal beside the server", async () => {
  const { page } = await open(browser, "/", { at: base });
  const line = async (start) => (await page.locator("code").filter({ hasText: start }).innerText()).split(" ");
  const [program, ...apply] = await line("headwater apply");
  assert.equal(program, "headwater");
  const folder = mkdtempSync(join(tmpdir(), "headwater-"));
  mkdirSync(join(folder, "catalog"));
  writeFileSync(join(folder, "catalog", "orders.yaml"), "source: shop\nteams:\n  web: {name: Web Team}\n");
  assert.match(typed(folder, apply), /team:web/);
  assert.deepEqual((await line("headwater import")).slice(-2), ["--server", base]);

  const [, ...demo] = await line("headwater demo");
  const second = await start(...demo);
  assert.notEqual(second.base, base);
  await second.stop();
  rmSync(folder, { recursive: true });
});

/** What a command says, whatever the exit code by which it says that it would change something. */
function typed(folder, words) {
  const { stdout, stderr, status } = spawnSync(process.env.HEADWATER_BINARY, words, { cwd: folder, encoding: "utf8" });
  assert.ok(status === 0 || status === 2, stderr);
  return stdout;
}

test("an empty page fills as soon as something is recorded, and pages follow what is changed", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  let loads = 0;
  page.on("load", () => loads++);

  await page.goto(base);
  await page.getByRole("heading", { level: 1, name: "Nothing is recorded yet" }).waitFor();
  await following(page);
  await apply(put("division:north", "North"), put("domain:north/orders", "Orders"), put("team:north/sales", "Sellers"));
  await page.getByRole("heading", { level: 1, name: "What do you want to know?" }).waitFor();

  await page.getByRole("link", { name: "Orders" }).first().click();
  await page.getByRole("heading", { level: 1, name: /^Orders has no owner/ }).waitFor();
  await apply({ link: { relation: "OWNS", from: "team:north/sales", to: "domain:north/orders" } });
  await page.getByRole("heading", { level: 1, name: /^Orders is owned by Sellers/ }).waitFor();
  await page.getByRole("status").getByText("2 changes · Show").waitFor();
  assert.equal(loads, 1, "nothing was loaded anew");

  await page.getByText("2 changes · Show").click();
  await page.waitForURL(`${base}/history?from=0`);
  assert.equal(await page.getByText(/changes? · Show/).count(), 0, "what was looked at is no news");

  // The past stands still.
  await page.goto(`${base}/entity/domain:north/orders?at=1`);
  await page.getByRole("heading", { level: 1, name: /^Orders has no owner/ }).waitFor();
  await page.getByText("As of revision 1.").waitFor();
  await page.getByText("1 commit since.").waitFor();
  assert.deepEqual(faults, []);
});

test("what a reader has opened and where they are stays, and what has just changed has a ring for a moment", async () => {
  await apply(put("domain:north/billing", "Billing"), put("domain:north/reports", "Reports"), ...Array.from({ length: 30 }, (_, at) => put(`domain:north/source-${at}`, `Source ${at}`)));
  await apply(...Array.from({ length: 30 }, (_, at) => ({ link: { relation: "FEEDS", from: `domain:north/source-${at}`, to: "domain:north/billing" } })), { link: { relation: "FEEDS", from: "domain:north/billing", to: "domain:north/reports" } });
  const { page, faults } = await open(browser, "/entity/domain:north/reports", { at: base });
  const fed = page.getByRole("region", { name: "Fed by", exact: true });
  const last = fed.getByRole("listitem").filter({ hasText: "Source 29" });
  await last.getByText("Why").click();
  await last.getByText("Source 29 → Billing → Reports").waitFor();
  await last.scrollIntoViewIfNeeded();
  await following(page);
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 0);
  await apply({ link: { relation: "OWNS", from: "team:north/sales", to: "domain:north/source-29" } });
  await last.getByRole("link", { name: "Sellers" }).waitFor();
  await last.locator("a[data-changed]").filter({ hasText: "Source 29" }).first().waitFor();
  assert.equal(await fed.locator("a[data-changed]").filter({ hasText: "Source 3" }).count(), 0, "only what has changed");
  assert.equal(await page.evaluate(() => scrollY), before);
  assert.equal(await last.getByText("Source 29 → Billing → Reports").isVisible(), true);
  await last.locator("a[data-changed]").first().waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
});
