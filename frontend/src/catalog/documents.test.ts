// The server reads documents of at most a thousand tokens. The client adds __typename to each selection of what a page asks.
import { formatDocument } from "@urql/core";
import { Lexer, print, Source, type DocumentNode } from "graphql";
import { expect, test } from "vitest";

const most = 1_000;

const modules = import.meta.glob<Record<string, DocumentNode>>("../**/*.generated.ts", { eager: true });
const documents = Object.values(modules).flatMap((module) => Object.entries(module)).filter(([name]) => name.endsWith("Document"));

test.each(documents)("%s is no longer than the server reads", (_, document) => {
  const lexer = new Lexer(new Source(print(formatDocument(document) as DocumentNode)));
  let tokens = 0;
  while (lexer.advance().kind !== "<EOF>") tokens++;
  expect(tokens).toBeGreaterThan(5);
  expect(tokens).toBeLessThanOrEqual(most);
});
