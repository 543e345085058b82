// Writes THIRD_PARTY.md: every npm package that may end up in the bundles of the web app and the playground, with its licence and its text.
// It reads the lock file and what is installed, nothing else, so that the same lock gives the same file.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8").replaceAll("\r\n", "\n");

/** The packages of the product: not those of its tools, and not types, which leave nothing behind. */
function packages() {
  const { packages } = JSON.parse(read("package-lock.json"));
  const found = new Map();
  for (const [path, { version, license, dev, devOptional }] of Object.entries(packages)) {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    if (!path || dev || devOptional || name.startsWith("@types/")) continue;
    found.set(`${name}@${version}`, { name, version, license, text: licenceText(path) });
  }
  return [...found.values()].sort((a, b) => (a.name === b.name ? compare(a.version, b.version) : compare(a.name, b.name)));
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function licenceText(path) {
  const files = readdirSync(new URL(path, root)).filter((file) => /^(licen[cs]e|copying|notice|thirdpartynotices)/i.test(file));
  return files.sort().map((file) => read(`${path}/${file}`).trim()).join("\n\n");
}

/** Each distinct text once, under the packages that it belongs to. */
function texts(list) {
  const owners = new Map();
  for (const { name, version, text } of list) {
    if (text) owners.set(text, [...(owners.get(text) ?? []), `${name} ${version}`]);
  }
  return [...owners].map(([text, names]) => `### ${names.join(", ")}\n\n~~~~text\n${text}\n~~~~\n`);
}

const list = packages();
const lines = [
  "# Third-party packages in the web app and the playground",
  "",
  "Written by `npm run notices`. GraphiQL brings the fonts Roboto (Apache-2.0) and Fira Code (OFL-1.1) with it, Monaco the",
  "font Codicon (CC-BY-4.0); the web app's font is Inter (OFL-1.1). Where no text stands below, the package ships none.",
  "",
  "| package | version | licence |",
  "|---|---|---|",
  ...list.map(({ name, version, license, text }) => `| ${name} | ${version} | ${license}${text ? "" : " (no text)"} |`),
  "",
  "## Texts",
  "",
  ...texts(list),
];
writeFileSync(new URL("THIRD_PARTY.md", root), lines.join("\n"));
