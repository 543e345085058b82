import { expect, test } from "vitest";
import { grainFor, grains, isDrawnAt, type Kind } from "./kinds";

const kinds: Kind[] = ["DIVISION", "MARKET", "TEAM", "SOURCE_SYSTEM", "DOMAIN", "CAPABILITY", "DATA_PRODUCT", "PORT", "DATASET", "FIELD", "JOB"];

test("whatever a graph is about is drawn in it, ports and nothing finer beside", () => {
  for (const kind of kinds) {
    expect(isDrawnAt(grainFor(kind), kind), kind).toBe(true);
    expect(grains.indexOf(grainFor(kind)), kind).toBeGreaterThanOrEqual(grains.indexOf("port"));
  }
  expect([grainFor("DOMAIN"), grainFor("DATASET"), grainFor("JOB"), grainFor("FIELD"), grainFor(), grainFor("PORT", "DATASET")]).toEqual(["port", "dataset", "dataset", "column", "port", "dataset"]);
});
