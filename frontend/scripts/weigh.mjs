#!/usr/bin/env node
// Weighs what a browser loads before the first page of the app stands, as gzip makes it, and fails above the limit. Counted
// are the app's entry, all it imports at once, the lazy code of the heaviest page, their styles, and the one font; what every page
// fetches by itself once it stands; on pages that begin with a drawing also the canvas and the worker of the layout, which they fetch
// while their answer is on its way. That a browser fetches no more is for e2e/weight.spec.mjs to say.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 350 * 1024;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", dist), "utf8"));

/** A module and all that it imports at once. */
function modulesOf(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  manifest[key].imports?.forEach((name) => modulesOf(name, found));
  return found;
}

/** Their files. */
const filesOf = (key) => new Set([...modulesOf(key)].flatMap((name) => [manifest[name].file, ...(manifest[name].css ?? [])]));

const zipped = (name) => gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length;
const weight = (files) => [...files].reduce((sum, name) => sum + zipped(name), 0);

const font = Object.values(manifest).find(({ file }) => /inter-latin-wght-normal.*\.woff2$/.test(file))?.file;
if (!font) throw new Error("the build has no font");
const shell = filesOf("index.html");
const canvas = "src/graph/view/GraphView.tsx";
const layout = readdirSync(new URL("assets/", dist)).find((name) => name.startsWith("layout.worker"));
if (!manifest[canvas] || !layout) throw new Error("the build has no canvas, or no worker for its layout");

/** What each page fetches by itself once it stands. */
const soon = filesOf("src/palette/PaletteDialog.tsx");

/** What a page that begins with a drawing fetches besides; Change has one only where a plan has something to show. */
const drawingOf = (key) => (key.startsWith("src/pages/explore/") ? [...filesOf(canvas), `assets/${layout}`] : []);

const pages = Object.keys(manifest)
  .filter((key) => /^src\/pages\/.*Page\.tsx$/.test(key) && manifest[key].isDynamicEntry)
  .map((key) => ({ key, bytes: weight(new Set([...shell, font, ...filesOf(key), ...soon, ...drawingOf(key)])) }))
  .sort((a, b) => b.bytes - a.bytes);
if (pages.length === 0) throw new Error("the build has no lazy pages");

const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
for (const { key, bytes } of pages) console.log(`${kib(bytes).padStart(10)}  ${key}`);
console.log(`${kib(weight(shell)).padStart(10)}  of it the shell, ${kib(zipped(font))} the font; the limit is ${kib(limit)}`);
if (pages[0].bytes > limit) {
  console.error(`the first screen is too heavy: ${pages[0].key} with ${kib(pages[0].bytes)}`);
  process.exit(1);
}
