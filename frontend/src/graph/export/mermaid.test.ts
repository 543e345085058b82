import { describe, expect, test } from "vitest";
import { arrange } from "../model/arrange";
import { columns, datasets } from "../testdata/datasets";
import { generate } from "../testdata/generate";
import { load } from "../testdata/load";
import { mermaidOf } from "./mermaid";

describe("Mermaid", () => {
  test("has the boxes, the rows and the flows that are drawn", () => {
    const text = mermaidOf(arrange(load("sales-planning"), { grain: "port" }));
    expect(text).toMatch(/^flowchart LR\n/);
    expect(text).toContain('["Customer · Customer Relationship Team"]');
    expect(text.match(/^  subgraph /gm)).toHaveLength(5);
    expect(text.match(/ --> /g)).toHaveLength(10);
  });

  test("says what is implied where a filter hides", () => {
    const text = mermaidOf(arrange(load("sales-planning"), { grain: "port", stays: ({ name }) => name !== "Create Sale" && name !== "New Sales" }));
    expect(text).toContain("-.->|2 hidden|");
    expect(text).not.toContain("Create Sale");
  });

  test("has closed boxes as nodes and how many flows join them", () => {
    const text = mermaidOf(arrange(load("sales-planning"), { grain: "domain" }));
    expect(text).not.toContain("subgraph");
    expect(text.match(/==>\|1 flow\|/g)).toHaveLength(6);
  });

  test("tells a roll-up of coarse flows from an exact one", () => {
    const answer = load("sales-planning");
    const coarse = { ...answer, flows: answer.flows.map((flow) => ({ ...flow, precision: flow.from.includes("customer") ? ("COARSE" as const) : flow.precision })) };
    const text = mermaidOf(arrange(coarse, { grain: "domain" }));
    expect(text.match(/-\.->\|1 coarse flow\|/g)).toHaveLength(1);
    expect(text.match(/==>\|1 flow\|/g)).toHaveLength(5);
  });

  test("leaves names inert", () => {
    const answer = generate({ seed: 1, domains: 1, parts: 1, degree: 0 });
    answer.drawn[0]!.name = '"] --> x <img src=x onerror="alert(1)"> `; end\n%%{init}%%';
    const text = mermaidOf(arrange(answer, { grain: "port" }));
    expect(text.split("\n").filter((line) => line.includes("alert"))).toHaveLength(1);
    expect(text).not.toMatch(/[<>`%{}]/);
  });

  test("names every end of a flow once, whatever the grain", () => {
    for (let seed = 0; seed < 30; seed++) {
      const answer = generate({ seed, domains: 6, parts: 5, degree: 2, back: 15, coarse: 20 });
      const text = mermaidOf(arrange(answer, { grain: "port" }));
      const named = [...text.matchAll(/^\s+(?:subgraph )?(n\d+)(?:box)?[[(]/gm)].map(([, id]) => id);
      expect(new Set(named).size).toBeGreaterThan(0);
      const ends = [...text.matchAll(/^\s+(n\d+) [-=.].* (n\d+)$/gm)].flatMap(([, from, to]) => [from, to]);
      expect(ends.filter((id) => !named.includes(id))).toEqual([]);
    }
  });

  test("has the columns that are drawn, and says how many are not; the flows join the dataset all the same", () => {
    const tables = new Map([["dataset:a", columns(11)]]);
    const lines = mermaidOf(arrange(datasets, { grain: "port", near: true, tables })).split("\n").map((line) => line.trim());
    const at = lines.findIndex((line) => line.startsWith("subgraph") && line.includes('"dataset:a"'));
    const [, dataset] = /subgraph (n\d+)/.exec(lines[at]!)!;
    expect(lines.slice(at + 1, at + 11).map((line) => line.replace(/^n\d+/, ""))).toEqual([...Array.from({ length: 8 }, (_, at) => `["c${at} · int"]`), '["3 more columns"]', "end"]);
    expect(lines.filter((line) => line.startsWith(`${dataset} --> `))).toHaveLength(1);
  });

  test("of a dataset that is a box of its own it has them too", () => {
    const alone = { ...datasets, drawn: [{ ...datasets.drawn[0]!, containers: [] }], places: new Map(), flows: [], start: [] };
    const text = mermaidOf(arrange(alone, { grain: "dataset", near: true, tables: new Map([["dataset:a", columns(2)]]) }));
    expect(text).toMatch(/subgraph n\d+\["dataset:a · no owner"\]\n\s+n\d+\["c0 · int"\]\n\s+n\d+\["c1 · int"\]\n\s+end/);
  });
});
