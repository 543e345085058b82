import { describe, expect, test } from "vitest";
import { marked, readWords } from "./words";

describe("what one types", () => {
  const any = { kinds: undefined, owner: undefined, division: undefined };
  test.each([
    ["top pro", { ...any, words: "top pro" }],
    ["kind:port  top pro", { ...any, words: "top pro", kinds: ["PORT"] }],
    ["stock kind:domain kind:systems", { ...any, words: "stock", kinds: ["DOMAIN", "SOURCE_SYSTEM"] }],
    ["owner:finance Division:x top", { ...any, words: "top", owner: "finance", division: "x" }],
    ["owner:finance owner:team:it kind:port", { ...any, words: "", owner: "team:it", kinds: ["PORT"] }],
    ["owner: top", { ...any, words: "owner: top" }],
    ["kind:nonsense x", { ...any, words: "kind:nonsense x" }],
    ["team:finance", { ...any, words: "team:finance" }],
    ["   ", { ...any, words: "" }],
  ])("%s", (text, want) => expect(readWords(text)).toEqual(want));
});

describe("a name's marks", () => {
  const hits = (name: string, words: string) => marked(name, words).filter(({ hit }) => hit).map(({ text }) => text);

  test.each([
    ["Top Products", "top pro", ["Top Pro"]],
    ["Products at the Top", "top pro", ["Pro", "Top"]],
    ["Stock", "x", []],
    ["a.b*c(", ".b*c(", [".b*c("]],
    ["<img src=x>", "img", ["img"]],
  ])("%s, %s", (name, words, want) => expect(hits(name, words)).toEqual(want));

  test("the pieces are the name again", () => {
    for (const words of ["", "o", "top pro", "t p", "("]) {
      expect(marked("Top Products (old)", words).map(({ text }) => text).join("")).toBe("Top Products (old)");
    }
  });
});
