// The seven questions of the case study, each answered by clicking from the start page, as a person reads the answer; a
// picture of each beside its mock, in light and dark.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, reportScreenshots, screenshot, settled } from "./browser.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text });
const place = (page, name) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });

/** The list beside the graph: what each step brings. */
async function steps(page) {
  const lines = await page.getByRole("treeitem", { level: 1 }).allInnerTexts();
  return lines.map((line) => line.replace(/\s*\n\s*/, ": "));
}

/** From the map to the lineage of a domain of Division X, all the way in one direction. */
async function lineageOf(page, domain, direction) {
  await place(page, "Explore").click();
  await page.getByRole("link", { name: `${domain} in Division X` }).click();
  await page.getByRole("radiogroup", { name: "Direction" }).getByText(direction).click();
  await page.getByRole("button", { name: "1", exact: true }).click(); // the depth: all
  await settled(page);
}

/** Finds something by its name, and opens its page. */
async function entity(page, words, option) {
  await page.getByRole("button", { name: "Search or ask" }).click();
  await page.getByRole("combobox", { name: "Search or ask" }).fill(words);
  await page.getByRole("option", { name: option }).click();
}

/** Who must be told, as a person reads it. */
async function told(page) {
  const lines = page.getByRole("tabpanel").getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });
  return Promise.all((await lines.all()).map(async (line) => [await line.getByRole("heading").innerText(), Number(await line.locator("b").innerText())]));
}

const questions = {
  "1 and 2: what feeds Sales Planning, who owns it, and who uses it": async (page) => {
    await lineageOf(page, "Sales Planning", "Upstream");
    await heading(page, "Sales Planning is fed by 5 parts of 4 domains, all exact. Owned by Finance.").waitFor();
    await page.getByText("Showing 5 of 5 upstream").waitFor();
    assert.deepEqual(await steps(page), ["1 step up: 3", "2 steps up: 1", "3 steps up: 1"]);
    await page.getByText("5 of 5 · complete").waitFor();
    await page.getByRole("tab", { name: "Consumers 2" }).click();
    const uses = page.getByRole("list", { name: "Who uses Sales Planning" });
    assert.deepEqual((await uses.locator(".strong").allInnerTexts()).sort(), ["Marketing", "Sales Team"]);
    await uses.getByText("To see how the products they are responsible for perform in sales.").waitFor();
  },
  "3: what breaks if Get Product changes": async (page) => {
    await entity(page, "division:x get product", /^Get Product in Product/);
    await page.getByRole("link", { name: "Plan a change" }).click();
    await heading(page, "Altering Get Product breaks 13 parts and concerns 6 teams. No new finding.").waitFor();
    assert.deepEqual((await told(page)).sort(), [["Buying Team", 4], ["Customer Relationship Team", 3], ["Finance", 4], ["Marketing", 5], ["Retail Operations Team", 3], ["Sales Team", 5]]);
    await settled(page);
  },
  "4: what depends on Customer": async (page) => {
    await lineageOf(page, "Customer", "Downstream 10");
    await heading(page, /^Customer feeds 10 parts of 4 domains, all exact\./).waitFor();
    await page.getByText("Showing 10 of 10 downstream").waitFor();
    assert.deepEqual(await steps(page), ["1 step down: 2", "2 steps down: 4", "3 steps down: 1", "4 steps down: 3"]);
  },
  "5: which endpoints have no source": async (page) => {
    await place(page, "Ownership").click();
    await page.getByRole("navigation", { name: "Of which division" }).getByRole("link", { name: /^Division X/ }).click();
    await heading(page, /4 endpoints have no recorded source/).waitFor();
    const gaps = page.getByRole("region", { name: "Endpoints without a source", exact: true });
    for (const name of ["Stock Levels", "Stock Location", "Weekly Stock Position", "Weekly Sales Report"]) await gaps.getByRole("link", { name }).waitFor();
  },
  "6: can Stock be changed without telling Finance": async (page) => {
    await entity(page, "kind:domain division:x stock", /^Stock in Division X/);
    await page.getByRole("link", { name: "Plan a change" }).click();
    await heading(page, /^Altering Stock breaks 3 parts/).waitFor();
    const teams = await told(page);
    assert.ok(teams.some(([name, count]) => name === "Buying Team" && count === 3), JSON.stringify(teams));
    assert.ok(!teams.some(([name]) => name === "Finance"), "yes: Finance need not be told");
    await settled(page);
  },
  "7: what would selling Division V cut": async (page) => {
    await page.getByRole("link", { name: /What would selling Division V cut/ }).click();
    await heading(page, "Selling Division V cuts 33 links to 13 shared things. No data flows across the border.").waitFor();
    const report = page.getByRole("region", { name: "Border report", exact: true });
    assert.deepEqual((await report.getByRole("heading", { level: 3 }).allInnerTexts()).map((title) => Number(title.split("\n")[1])), [2, 3, 15, 13]);
  },
};

for (const [question, answer] of Object.entries(questions)) {
  test(question, async (t) => {
    for (const colorScheme of ["light", "dark"]) {
      const { page, faults } = await open(browser, "/", { colorScheme, viewport: { width: 1440, height: 900 } });
      await heading(page, "What do you want to know?").waitFor();
      await answer(page);
      await screenshot(page, `question-${question[0]}-${colorScheme}`);
      assert.deepEqual(faults, []);
      await page.context().close();
    }
    reportScreenshots(t);
  });
}
