import { expect, test } from "vitest";
import { summarySaid } from "./whyWords";

const said = (reason: string | null) => summarySaid({ from: { name: "Product" }, to: { name: "Customer" }, claims: [{ reason: null }, { reason }] });

test("a sentence ends once, with or without a reason that is one", () => {
  expect(said("It uses all of it.")).toMatch(/ as a whole: “It uses all of it\.” Nobody recorded which part/);
  expect(said("the whole of it")).toMatch(/ as a whole: “the whole of it”\. Nobody recorded which part/);
  expect(said(null)).toMatch(/ as a whole\. Nobody recorded which part/);
});
