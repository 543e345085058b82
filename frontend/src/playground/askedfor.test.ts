import { describe, expect, test } from "vitest";
import { playgroundAddress } from "../catalog/question";
import { askedFor } from "./askedfor";
import { examples } from "./examples";

const at = (address: string) => askedFor({ href: new URL(address, "http://localhost").href });

describe("the playground's address", () => {
  test("opens a page's question as the page asked it", () => {
    const question = { query: `query Q($id: ID!) {\n  node(id: $id) { id } # "100%" & more + ü\n}`, variables: { id: "dataset:a%2Fb/c&d" } };
    const asked = at(playgroundAddress(question));
    expect(asked.query).toBe(question.query);
    expect(JSON.parse(asked.variables)).toEqual(question.variables);
    expect(asked.rest).toBe("/playground/");
  });

  test("of a question without variables has none", () => {
    expect(at(playgroundAddress({ query: "{ a }", variables: {} }))).toEqual({ query: "{ a }", variables: "", rest: "/playground/" });
  });

  test("opens an example, and keeps what else it says", () => {
    const [first] = examples;
    expect(at(`/playground/?plain&example=${first?.name}`)).toEqual({ query: first?.query, variables: "", rest: "/playground/?plain=" });
  });

  test("asks for nothing where it names nothing", () => {
    expect(at(playgroundAddress(undefined)).query).toBeUndefined();
    expect(at("/playground/?example=none").query).toBeUndefined();
  });
});
