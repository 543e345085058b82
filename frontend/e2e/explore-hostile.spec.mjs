// Names that would like to be code, at a server of its own: in the drawing, the list, the tooltips and the exports they
// are text. The policy's violation reports are the oracle, beside a script that would have left a trace.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";

const binary = process.env.HEADWATER_BINARY ?? assert.fail("HEADWATER_BINARY is not set");
const hostile = `<img src=x onerror="window.pwned=1">'"]]></title><script>window.pwned=1</script>`;
let browser, server, base;

before(async () => {
  server = spawn(binary, ["serve", "--store", "memory", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  base = await bannerOf(server);
  browser = await launch();
  const put = (id, more = {}) => ({ put: { id, name: hostile, ...more } });
  const changes = [
    put("team:evil"), put("domain:from"), put("domain:to"),
    put("port:from/out", { container: "domain:from" }), put("port:to/in", { container: "domain:to", direction: "INPUT" }),
    { link: { relation: "FEEDS", from: "port:from/out", to: "port:to/in", reason: hostile } },
    { link: { relation: "OWNS", from: "team:evil", to: "domain:from", reason: hostile } },
    { link: { relation: "CONSUMES", from: "team:evil", to: "domain:to", reason: hostile } },
  ];
  const query = "mutation Put($input: ApplyInput!) { apply(input: $input) { revision } }";
  const answer = await fetch(`${base}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query, variables: { input: { changes } } }) });
  assert.equal((await answer.json()).errors, undefined);
});

after(async () => {
  await browser?.close();
  if (server?.exitCode === null && server.kill()) await once(server, "exit");
});

async function bannerOf({ stderr }) {
  for await (const line of createInterface({ input: stderr })) {
    const [, url] = /GraphQL +(http:\/\/\S+)\/graphql/.exec(line) ?? [];
    if (url) return (stderr.resume(), url);
  }
  return assert.fail("the server stopped without saying where it answers");
}

test("hostile names are inert text, in the drawing, in the list and in what is exported", async () => {
  const page = await (await browser.newContext()).newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(`${base}/explore/domain:to?depth=all&select=port:from/out`);
  await page.locator('[data-graph] [data-slot="port:from/out"]').waitFor();
  assert.equal(await page.locator('[data-graph] [data-slot="port:from/out"] > span').textContent(), hostile);
  assert.ok((await page.locator('[data-entry="port:from/out"]').textContent()).includes(hostile));
  await page.getByText("Why: 1 flow").waitFor();

  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Picture as SVG" }).click()]);
  const svg = readFileSync(await download.path(), "utf8");
  assert.doesNotMatch(svg, /<script|<img/, "no name is markup in the picture");

  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.deepEqual(faults, []);
});
