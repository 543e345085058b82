#!/usr/bin/env node
// Writes a typed document beside every src/**/*.graphql: page.graphql gives page.generated.ts, with the types of what is
// asked and answered as ../schema says. Nothing it writes is committed; build, test and typecheck call it first, so a
// document that the schema does not know fails all three, with the file and the line.
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/near-operation-file-preset";
import * as operations from "@graphql-codegen/typescript-operations";
import { Source, buildASTSchema, concatAST, parse, print, printError, validate, visit } from "graphql";

const root = fileURLToPath(new URL("../", import.meta.url));
const source = `${root}src/`;

const read = (file) => parse(new Source(readFileSync(file, "utf8"), relative(root, file)));
const filesIn = (folder, ending, options) =>
  readdirSync(folder, options).filter((name) => name.endsWith(ending)).sort().map((name) => folder + name);

const schema = concatAST(filesIn(`${root}../schema/`, ".graphqls").map(read));
const documents = filesIn(source, ".graphql", { recursive: true }).map((location) => ({ location, document: read(location) }));
const schemaAst = buildASTSchema(schema);

const faults = validate(schemaAst, concatAST(documents.map(({ document }) => document)));
if (faults.length > 0) {
  console.error(faults.map(printError).join("\n\n"));
  process.exit(1);
}

const fragments = new Map(documents.flatMap(({ document }) => document.definitions).filter(({ kind }) => kind === "FragmentDefinition").map((fragment) => [fragment.name.value, fragment]));

/** A definition and all fragments that it spreads. */
function withFragments(definition, found = new Set()) {
  if (found.has(definition)) return found;
  found.add(definition);
  visit(definition, { FragmentSpread: ({ name }) => void withFragments(fragments.get(name.value), found) });
  return found;
}

/** Each operation as its text, which the app parses: as a tree it would be several times as much to load. */
const typedDocuments = {
  plugin(_, documents) {
    const operations = documents.flatMap(({ document }) => document.definitions).filter(({ kind }) => kind === "OperationDefinition");
    const content = operations.map((operation) => {
      const name = operation.name.value;
      const type = name + operation.operation[0].toUpperCase() + operation.operation.slice(1);
      return `export const ${name}Document = /*#__PURE__*/ gql<${type}, ${type}Variables>(\`${[...withFragments(operation)].map(print).join("\n\n")}\`);`;
    });
    return content.length ? { prepend: ['import { gql } from "urql";'], content: content.join("\n") } : "";
  },
};

const sections = await preset.buildGeneratesSection({
  baseOutputDir: source,
  schema,
  schemaAst,
  documents,
  config: {
    scalars: { ID: "string", DateTime: "string", Revision: "string" },
    useTypeImports: true,
    enumType: "string-literal",
    dedupeFragments: true,
    mergeFragmentTypes: true,
  },
  presetConfig: { extension: ".generated.ts", cwd: source },
  plugins: [{ operations: {} }, { typedDocuments: {} }],
  pluginMap: { operations, typedDocuments },
});

const written = new Set();
for (const section of sections) {
  const text = `// Written by npm run codegen: do not edit.\n${await codegen({ ...section, skipDocumentsValidation: true })}`;
  write(section.filename, text);
  written.add(section.filename);
}
for (const file of filesIn(source, ".generated.ts", { recursive: true })) if (!written.has(file)) rmSync(file);

/** Leaves a file alone that would stay the same, so that who watches is not woken. */
function write(file, text) {
  let before;
  try {
    before = readFileSync(file, "utf8");
  } catch {} // not there yet
  if (before !== text) writeFileSync(file, text);
}
