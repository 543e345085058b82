import { expect, test } from "vitest";
import { csvOf } from "./csv";
import { markdownTable } from "./markdown";

test("CSV quotes what would end a cell, and takes the life out of what a spreadsheet would run", () => {
  expect(csvOf([["name", "why"], ['a "b", c', "two\nlines"], ["=HYPERLINK(1)", "@SUM"], ["-1", "+1"]])).toBe(
    'name,why\r\n"a ""b"", c","two\nlines"\r\n\'=HYPERLINK(1),\'@SUM\r\n\'-1,\'+1\r\n',
  );
});

test("Markdown shows names as they are", () => {
  expect(markdownTable([["name", "why"], ["a|b", "<img src=x>\n# no *heading* [link](x)"]])).toBe(
    "| name | why |\n| --- | --- |\n| a\\|b | \\<img src=x\\> \\# no \\*heading\\* \\[link\\](x) |\n",
  );
});
