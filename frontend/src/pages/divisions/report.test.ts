import { expect, test } from "vitest";
import type { Crossing, Division } from "./border";
import { borderCsv, borderMarkdown } from "./report";

const end = (id: string, kind: Crossing["from"]["kind"], name: string) => ({ id, kind, name }) as Crossing["from"];
const owns: Crossing = { relation: "OWNS", outward: false, from: end("team:finance", "TEAM", "=Finance"), to: end("domain:v/stock", "DOMAIN", "Stock | Store"), reason: "They, \"too\"", precision: null };
const feeds: Crossing = { relation: "FEEDS", outward: true, from: end("port:v/a", "PORT", "A"), to: end("port:x/b", "PORT", "B"), reason: null, precision: "COARSE" };
const division = { id: "division:v", name: "V", border: { byRelation: [{ relation: "FEEDS", count: 1 }, { relation: "OWNS", count: 1 }], crossings: { totalCount: 2 } } } as unknown as Division;

test("each link is a row of the CSV, with names that no spreadsheet runs", () => {
  expect(borderCsv([feeds, owns]).split("\r\n")).toEqual([
    "what it means,task,from,from kind,relation,to,to kind,leads out,precision,reason,from id,to id",
    "Flows to cut,cut,A,port,feeds,B,port,yes,coarse,,port:v/a,port:x/b",
    `Ownership to hand over,needs an owner,'=Finance,team,owns,Stock | Store,domain,no,,"They, ""too""",team:finance,domain:v/stock`,
    "",
  ]);
});

test("the Markdown says the sentence, then each relation by what is outside, and of which revision it is", () => {
  expect(borderMarkdown(division, [feeds, owns], "14", "http://here/divisions")).toBe(
    [
      "# Border of V",
      "Selling V cuts 2 links to 2 shared things. 1 flow crosses the border.",
      "## Flows to cut: 1",
      "| Outside | Inside | To do | Why |\n| --- | --- | --- | --- |\n| B | A | cut |  |\n",
      "## Ownership to hand over: 1",
      '| Outside | Inside | To do | Why |\n| --- | --- | --- | --- |\n| =Finance | Stock \\| Store | needs an owner | They, "too" |\n',
      "Revision 14 · <http://here/divisions>\n",
    ].join("\n\n"),
  );
});
