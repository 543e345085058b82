// The server answers 404 wherever it thinks the app has no page (frontend/app.go): both must think the same.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { places } from "./places";
import { router } from "./router";

const segments = (paths: string[]) => [...new Set(paths.map((path) => path.split("/")[1]).filter(Boolean))].sort();
const routed = segments(Object.keys(router.routesByPath));

test("the server knows the pages that the router has", () => {
  const server = readFileSync(new URL("../../app.go", import.meta.url), "utf8");
  const [, list = ""] = /var places = \[\]string\{(.+)\}/.exec(server) ?? [];
  expect([...list.matchAll(/"([a-z-]+)"/g)].map(([, name]) => name).sort()).toEqual(routed);
});

test("every page belongs to one place of the bar", () => {
  expect(segments(places.flatMap(({ holds }) => [...holds]))).toEqual(routed);
});
