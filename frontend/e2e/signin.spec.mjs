// The sign-in page, at a server of its own that requires tokens: a token is typed once, and what is kept of it in the
// browser can be read by no script.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { launch, screenshot } from "./browser.mjs";
import { assertAccessible } from "./accessible.mjs";

const binary = process.env.HEADWATER_BINARY ?? assert.fail("HEADWATER_BINARY is not set");
const folder = mkdtempSync(join(tmpdir(), "headwater-signin-"));
const store = ["--store", `sqlite:${join(folder, "catalog.db")}`];
let browser, server, base, token;

before(async () => {
  token = execFileSync(binary, ["token", "create", "--name", "ada", "--scope", "read", ...store], { stdio: ["ignore", "pipe", "ignore"] }).toString().trim();
  server = spawn(binary, ["serve", "--listen", "127.0.0.1:0", ...store], { stdio: ["ignore", "ignore", "pipe"] });
  base = await bannerOf(server);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  if (server?.exitCode === null && server.kill()) await once(server, "exit");
  rmSync(folder, { recursive: true });
});

async function bannerOf({ stderr }) {
  for await (const line of createInterface({ input: stderr })) {
    const [, url] = /GraphQL +(http:\/\/\S+)\/graphql/.exec(line) ?? [];
    if (url) return (stderr.resume(), url);
  }
  return assert.fail("the server stopped without saying where it answers");
}

/** A page that never saw the server, with all that breaks its policy. */
async function fresh(path, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && !message.text().includes("401") && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(base + path);
  return { context, page, faults };
}

async function signIn(page, secret) {
  await page.getByLabel("Token").fill(secret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("who is refused signs in once, and goes on", async () => {
  const { context, page, faults } = await fresh("/playground/?plain");
  await page.getByRole("button", { name: "Run" }).click();
  await page.waitForURL("**/sign-in?next=*");
  await page.getByLabel("Token").waitFor();
  await screenshot(page, "signin-light");
  await assertAccessible(page);

  await signIn(page, `hw_${"0".repeat(12)}_no`);
  await page.getByRole("alert").filter({ hasText: "not known" }).waitFor();
  assert.equal(await page.getByLabel("Token").inputValue(), "", "a token does not stay on the screen");
  await assertAccessible(page);

  await signIn(page, token);
  await page.waitForURL(`${base}/playground/?plain`);
  await page.getByRole("button", { name: "Run" }).click();
  await page.locator("#answer", { hasText: '"data": ' }).waitFor();

  const [cookie, ...others] = await context.cookies();
  assert.deepEqual(others, []);
  assert.ok(cookie.httpOnly && cookie.sameSite === "Strict", "no script reads the session, no other site sends it");
  assert.notEqual(cookie.value, token);
  const kept = await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.ok(!kept.includes("hw_"), "nothing secret is where scripts read");
  assert.deepEqual(faults, []);
});

test("a page of the app leads to the sign-in and back to the very view", async () => {
  const { page, faults } = await fresh("/explore?direction=both&at=0");
  await page.waitForURL("**/sign-in?next=*");
  await signIn(page, token);
  await page.waitForURL(`${base}/explore?direction=both&at=0`);
  await page.getByRole("heading", { level: 1, name: "Nothing is recorded yet" }).waitFor();
  assert.deepEqual(faults, []);
});

test("who signs out is asked again", async () => {
  const { context, page, faults } = await fresh("/sign-in", { colorScheme: "dark" });
  await page.getByLabel("Token").waitFor();
  await screenshot(page, "signin-dark");
  await signIn(page, token);
  await page.waitForURL(`${base}/`);
  await page.goto(`${base}/sign-in`);
  await page.getByRole("status").filter({ hasText: "Signed in as ada: read." }).waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Token").waitFor();
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(faults, []);
});

test("the way back leads to no other site", async () => {
  const { page } = await fresh("/sign-in?next=https%3A%2F%2Fevil.test%2F");
  await signIn(page, token);
  await page.waitForURL(`${base}/`);
});
