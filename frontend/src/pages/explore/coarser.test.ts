import { expect, test } from "vitest";
import type { Box } from "../../graph/model/scene";
import { openSaid } from "./coarser";

const [division, open, domain] = [{ kind: "DIVISION", collapsed: true }, { kind: "DIVISION", collapsed: false }, { kind: "DOMAIN", collapsed: true }] as Box[] as [Box, Box, Box];

test("where divisions stand for the domains that are asked for, it is said how to come to these", () => {
  expect(openSaid({ grouped: true, boxes: [domain, division] }, "domain", "Showing 5")).toBe(". Open a division to see its domains.");
  expect(openSaid({ grouped: true, boxes: [division] }, "domain", "Showing 5.")).toBe(" Open a division to see its domains.");
});

test("where they are what is asked for, or open already, nothing is", () => {
  expect(openSaid({ grouped: true, boxes: [division] }, "division", "Showing 5")).toBe("");
  expect(openSaid({ grouped: false, boxes: [division] }, "domain", "Showing 5")).toBe("");
  expect(openSaid({ grouped: true, boxes: [domain, open] }, "domain", "Showing 5")).toBe("");
});
