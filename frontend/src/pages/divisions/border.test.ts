import { describe, expect, test } from "vitest";
import { alikeCuts, borderSentence, cutsOf, type Crossing, type Division } from "./border";
import { pictureOf } from "./borderDrawing";

const end = (id: string) => ({ id, kind: kindOf(id), name: id }) as Crossing["from"];
const kindOf = (id: string) => (id.startsWith("team") ? "TEAM" : id.startsWith("system") ? "SOURCE_SYSTEM" : "DOMAIN");
const link = (relation: Crossing["relation"], from: string, to: string): Crossing => ({ relation, outward: /[:]v(\/|$)/.test(from), from: end(from), to: end(to), reason: null, precision: null });

function division(name: string, ...crossings: Crossing[]): Division {
  const domains = ["stock", "sale"].map((domain) => end(`domain:${name}/${domain}`));
  const byRelation = [...new Set(crossings.map(({ relation }) => relation))].map((relation) => ({ relation, count: crossings.filter((crossing) => crossing.relation === relation).length }));
  return { ...end(`division:${name}`), name, domains: { totalCount: 2, nodes: domains }, border: { byRelation, crossings: { totalCount: crossings.length, nodes: crossings } } } as unknown as Division;
}

const sold = division(
  "v",
  link("OWNS", "team:finance", "domain:v/stock"),
  link("RUNS_IN", "domain:v/sale", "system:pos"),
  link("RUNS_IN", "domain:v/stock", "system:pos"),
  link("RUNS_IN", "domain:v/sale", "system:erp"),
  link("RUNS_IN", "domain:v/stock", "system:erp"),
  link("SERVES", "system:pos", "division:v"),
);

describe("a border", () => {
  test("is told by what is at its other side, whichever way the links lead", () => {
    expect(cutsOf(sold.border.crossings.nodes).map(({ outside, inside }) => [outside.id, ...inside.map(({ id }) => id)])).toEqual([
      ["team:finance", "domain:v/stock"],
      ["system:pos", "domain:v/sale", "domain:v/stock", "division:v"],
      ["system:erp", "domain:v/sale", "domain:v/stock"],
    ]);
  });

  test("has what is cut alike once: by the same relation, with the same things inside, for the same reason", () => {
    const because = { ...link("RUNS_IN", "domain:v/sale", "system:dwh"), reason: "assumed" };
    const cuts = cutsOf([...sold.border.crossings.nodes.filter(({ relation }) => relation === "RUNS_IN"), because, link("RUNS_IN", "domain:v/sale", "system:cube")]);
    expect(alikeCuts(cuts).map(({ outside, inside, crossings }) => [outside.map(({ id }) => id).join(), inside.length, crossings.length])).toEqual([
      ["system:pos,system:erp", 2, 4], ["system:dwh", 1, 1], ["system:cube", 1, 1],
    ]);
  });

  test("is said in one sentence", () => {
    expect(borderSentence(sold, sold.border.crossings.nodes)).toEqual({ answer: "Selling v cuts 6 links to 3 shared things.", rest: "No data flows across the border." });
    const flowing = division("v", link("FEEDS", "port:v/a", "port:x/b"));
    expect(borderSentence(flowing, flowing.border.crossings.nodes)).toEqual({ answer: "Selling v cuts 1 link to 1 shared thing.", rest: "1 flow crosses the border." });
    expect(borderSentence(sold, []).answer, "what is not read yet is not counted").toBe("Selling v cuts 6 links.");
    expect(borderSentence(division("v"), [])).toEqual({ answer: "Selling v cuts nothing.", rest: "" });
  });
});

test("in the picture, what links the same things shares a trunk", () => {
  const drawn = ({ domains, border: { crossings } }: Division) => ({ domains: { nodes: domains.nodes, total: domains.totalCount }, crossings });
  const { left, middle, right, lines, cuts, hidden } = pictureOf(drawn(division("x")), drawn(sold));
  expect(hidden).toBe(0);
  expect(cuts).toEqual(right.map(({ y }) => y));
  expect([left, middle, right].map((column) => column.map(({ of }) => of.id))).toEqual([
    ["domain:x/stock", "domain:x/sale"],
    ["team:finance", "system:erp", "system:pos"],
    ["domain:v/stock", "domain:v/sale"],
  ]);
  expect(lines.map(({ relation, cut }) => [relation, cut])).toEqual([["OWNS", true], ["RUNS_IN", true]]);
});
