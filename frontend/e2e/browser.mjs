// What the browser tests share: a real Chromium that can reach nothing but the server under test, and pages that are
// watched. A watched page must stay quiet: no console error, no failed request, no violation of its policy, no request
// to any other origin.
//
//   HEADWATER_URL         the server, such as http://127.0.0.1:4280 (required)
//   HEADWATER_CHROMIUM    the browser; left out: the first chromium or chrome on PATH
//   HEADWATER_SCREENSHOTS the folder for screenshots; left out: a new temporary one
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { watchRequests } from "./rest.mjs";

export { atRest, settled, still } from "./rest.mjs";

export const base = new URL(process.env.HEADWATER_URL ?? assert.fail("HEADWATER_URL is not set")).origin;
const screenshots = process.env.HEADWATER_SCREENSHOTS ?? mkdtempSync(join(tmpdir(), "headwater-screenshots-"));

export function launch() {
  const { hostname } = new URL(base);
  return chromium.launch({
    executablePath: process.env.HEADWATER_CHROMIUM ?? onPath("chromium", "chromium-browser", "google-chrome"),
    args: [
      `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${hostname}`,
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), // Chromium refuses its sandbox to root
    ],
  });
}

function onPath(...names) {
  const candidates = names.flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)));
  return candidates.find((file) => existsSync(file)) ?? assert.fail(`none of ${names.join(", ")} is on PATH`);
}

/** Opens a path in a fresh profile, at a test's own server where it names one. `faults` collects all that a quiet page has none of. */
export async function open(browser, path, { at = base, ...options } = {}) {
  const isForeign = (url) => !["data:", "blob:"].includes(new URL(url).protocol) && new URL(url).origin !== at;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(120_000); // a loaded machine is slow, and no test is about time
  const page = await context.newPage();
  watchRequests(page);
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("request", (request) => isForeign(request.url()) && faults.push(`request to ${request.url()}`));
  page.on("response", (answer) => answer.status() >= 400 && faults.push(`${answer.status()} from ${answer.url()}`));
  await page.exposeFunction("reportViolation", (text) => void faults.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      window.reportViolation(`${event.effectiveDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`),
    );
  });
  await page.goto(at + path);
  return { page, faults };
}

/** Waits until a page follows the catalog: from then on no commit is missed. */
export const following = (page) => page.locator("[data-following]").waitFor({ state: "attached" });

/** Does what `act` says and returns the GraphQL answer to the operation it sends. */
export async function answerTo(page, operation, act) {
  const asks = (answer) => answer.url() === `${base}/graphql` && answer.request().postData()?.match(`query ${operation}\\b`);
  const [answer] = await Promise.all([page.waitForResponse(asks), act()]);
  return answer.json();
}

/** The answer is, to the letter, the one on record in answers/; with HEADWATER_UPDATE it is recorded instead. */
export function assertAnswered({ data, errors }, { name, operation }) {
  assert.equal(errors, undefined, `${operation}: ${JSON.stringify(errors)}`);
  const file = new URL(`answers/${name}.json`, import.meta.url);
  if (process.env.HEADWATER_UPDATE) writeFileSync(file, JSON.stringify(data, null, 2) + "\n");
  assert.deepEqual(data, JSON.parse(readFileSync(file, "utf8")), operation);
}

export async function screenshot(page, name, options) {
  await page.screenshot({ path: join(screenshots, `${name}.png`), ...options });
}

export function reportScreenshots(t) {
  t.diagnostic(`screenshots: ${screenshots}`);
}
