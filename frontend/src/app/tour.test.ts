// The tour shows each page, with pictures that are there and that a reader need not wait for.
import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { places } from "./places";

const docs = new URL("../../../docs/", import.meta.url);
const tour = readFileSync(new URL("tour.md", docs), "utf8");
const headings = [...tour.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
const pictures = [...tour.matchAll(/!\[.+\]\((.+)\)/g)].map(([, file = ""]) => file);

test.each(places.map(({ name }) => name))("%s has a section with a picture", (name) => {
  expect(headings.some((heading) => heading.startsWith(name))).toBe(true);
  const [, section = ""] = tour.split(`## ${headings.find((heading) => heading.startsWith(name))}\n`);
  expect(section.split("\n## ")[0]).toContain("](images/");
});

test.each(pictures)("%s is there, and small", (file) => {
  expect(statSync(new URL(file, docs)).size).toBeLessThanOrEqual(150 * 1024);
});
