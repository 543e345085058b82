// Every example must be a valid document of the schema as it is, and readable in the playground's tabs.
import { readFileSync, readdirSync } from "node:fs";
import { buildASTSchema, parse, validate, validateSchema, type GraphQLSchema } from "graphql";
import { describe, expect, test } from "vitest";
import { examples } from "./examples";

// HEADWATER_SCHEMA names another folder to read: a released schema, say.
const folder = process.env["HEADWATER_SCHEMA"] ?? new URL("../../../schema/", import.meta.url).pathname;

function loadSchema(): GraphQLSchema {
  const files = readdirSync(folder).filter((file) => file.endsWith(".graphqls"));
  const text = files.map((file) => readFileSync(`${folder}/${file}`, "utf8")).join("\n");
  return buildASTSchema(parse(text));
}

describe("examples", () => {
  const schema = loadSchema();

  test("the schema itself is sound", () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  test("names, titles and operation names are unique", () => {
    const operation = (query: string) => /^query (\w+) \{$/m.exec(query)?.[1];
    for (const list of [
      examples.map((example) => example.name),
      examples.map((example) => example.title),
      examples.map((example) => operation(example.query)),
    ]) {
      expect(new Set(list).size).toBe(examples.length);
      expect(list).not.toContain(undefined);
    }
  });

  test.each(examples)("$name is valid", ({ query }) => {
    expect(validate(schema, parse(query)).map((error) => error.message)).toEqual([]);
  });
});
