import { createMemoryHistory } from "@tanstack/react-router";
import { describe, expect, test } from "vitest";
import { router } from "../app/router";
import { idIn, splat } from "./entity";

router.update({ ...router.options, history: createMemoryHistory() });

const ids = [
  "domain:division-x/sales-planning",
  "team:finance",
  "dataset:postgres%3A%2F%2Fprod/public.orders",
  "field:a%20b/c%2Fd/100%25",
  "job:a%252Fb/c",
];

describe("an entity's address", () => {
  test.each(ids)("%s leads back to its ID", (id) => {
    const { pathname } = new URL(router.buildLocation({ to: "/entity/$", params: splat(id) }).href, "http://localhost");
    expect(idIn(pathname, "/entity/")).toBe(id);
  });

  // As Entity.page of the API gives it: url.PathEscape of each segment.
  test("is the one that the API says", () => {
    expect(router.buildLocation({ to: "/entity/$", params: splat("domain:division-x/sale") }).href).toBe("/entity/domain:division-x/sale");
    expect(router.buildLocation({ to: "/entity/$", params: splat("dataset:pg%3A/o") }).href).toBe("/entity/dataset:pg%253A/o");
  });

  test("that is no escape is taken as it stands", () => {
    expect(idIn("/entity/dataset:100%/x", "/entity/")).toBe("dataset:100%/x");
  });
});
