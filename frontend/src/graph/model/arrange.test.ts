import { describe, expect, test } from "vitest";
import { generate } from "../testdata/generate";
import { load } from "../testdata/load";
import { arrange } from "./arrange";
import type { Box, Scene } from "./scene";

const named = (scene: Scene, name: string): Box => scene.boxes.find((box) => box.name === name)!;
const rows = (box: Box) => box.rows.map((row) => row.name);

describe("Sales Planning and what feeds it", () => {
  const scene = arrange(load("sales-planning"), { grain: "port" });

  test("is five boxes with the parts that are on the answer", () => {
    expect(Object.fromEntries(scene.boxes.map((box) => [box.name, rows(box)]))).toEqual({
      "Sales Planning": ["Sales Forecast", "Top Products", "Top Stores"],
      Location: ["Get Store"],
      Product: ["Get Product"],
      Sale: ["Create Sale", "New Sales"],
      Customer: ["Get Customer"],
    });
  });

  test("has the input port on the border", () => {
    expect(named(scene, "Sales Planning").pin?.name).toBe("Input");
    expect(named(scene, "Sale").pin).toBeUndefined();
  });

  test("says how many other parts there are", () => {
    expect(scene.boxes.map((box) => [box.name, box.others])).toEqual([
      ["Sales Planning", 0],
      ["Location", 1],
      ["Product", 0],
      ["Sale", 3],
      ["Customer", 2],
    ]);
  });

  test("counts what each handle would bring", () => {
    const handles = scene.boxes.flatMap((box) => box.rows.map((row) => [row.name, row.hidden.DOWNSTREAM]));
    expect(handles.filter(([, count]) => count)).toEqual([
      ["Get Product", 2],
      ["Create Sale", 1],
      ["New Sales", 1],
      ["Get Customer", 1],
    ]);
  });

  test("has the owner in each header and the consumers beside what was asked about", () => {
    expect(scene.boxes.map((box) => box.owner?.name)).toEqual(["Finance", "Finance", "Marketing", "Retail Operations Team", "Customer Relationship Team"]);
    expect(named(scene, "Sales Planning").consumers.map(({ team }) => team.name)).toEqual(["Marketing", "Sales Team"]);
    expect(named(scene, "Sale").consumers).toEqual([]);
  });

  test("shows five of five", () => {
    expect(scene.showing).toBe(5);
    expect(scene.flows).toHaveLength(10);
    expect(scene.flows.every((flow) => flow.kind === "exact")).toBe(true);
  });
});

test("what was opened beside the answer is context", () => {
  const answer = load("sales-planning-opened");
  const asked = new Set(load("sales-planning").drawn.map((entity) => entity.id));
  const scene = arrange(answer, { grain: "port", asked });
  expect(scene.boxes.filter((box) => box.context).map((box) => box.name).sort()).toEqual(["Inventory Planning", "Stock"]);
});

test("a coarse flow leaves from the header, since that is what was recorded", () => {
  const scene = arrange(load("get-product-later"), { grain: "port" });
  const coarse = scene.flows.filter((flow) => flow.kind === "coarse");
  expect(coarse.map(({ from, to }) => [from, to])).toContainEqual(["domain:division-x/product", expect.stringMatching(/segmentation-by-product/)]);
});

describe("the grain", () => {
  const answer = load("sales-planning");

  test("domain closes the boxes and rolls the flows up", () => {
    const scene = arrange(answer, { grain: "domain" });
    expect(scene.boxes.every((box) => box.collapsed)).toBe(true);
    expect(scene.flows.map(({ from, to, count, kind }) => [from.replace(/.*\//, ""), to.replace(/.*\//, ""), count, kind]).sort()).toEqual([
      ["customer", "sale", 1, "rollup"],
      ["location", "sale", 1, "rollup"],
      ["location", "sales-planning", 1, "rollup"],
      ["product", "sale", 1, "rollup"],
      ["product", "sales-planning", 1, "rollup"],
      ["sale", "sales-planning", 1, "rollup"],
    ]);
  });

  test("division leaves one box", () => {
    const scene = arrange(answer, { grain: "division" });
    expect(scene.boxes.map((box) => box.name)).toEqual(["Division X"]);
    expect(scene.flows).toEqual([]);
  });

  test("counts the same flows whatever it is", () => {
    const made = generate({ seed: 7, domains: 12, parts: 5, degree: 2, coarse: 10 });
    const between = (scene: Scene) => scene.flows.filter((flow) => flow.fromBox !== flow.toBox).reduce((sum, flow) => sum + flow.count, 0);
    expect(between(arrange(made, { grain: "domain" }))).toBe(between(arrange(made, { grain: "port" })));
  });
});

describe("a filter", () => {
  const answer = load("sales-planning");
  const scene = arrange(answer, { grain: "port", stays: (entity) => entity.name !== "Create Sale" && entity.name !== "New Sales" });

  test("keeps the ways through what it hides", () => {
    const implied = scene.flows.filter((flow) => flow.kind === "implied");
    expect(implied.map(({ from, to, between }) => [from.replace(/.*\//, ""), to.replace(/.*\//, ""), between])).toEqual([["get-customer", "input", 2]]);
  });

  test("implies nothing where a flow is recorded", () => {
    expect(scene.flows.filter((flow) => flow.from.endsWith("get-store")).map((flow) => flow.kind)).toEqual(["exact"]);
  });
});

describe("too much to see", () => {
  test("closes boxes above 300 rows, but not the one that was asked about", () => {
    const answer = generate({ seed: 1, domains: 100, parts: 10, degree: 2 });
    const scene = arrange(answer, { grain: "port" });
    expect(scene.grouped).toBe(true);
    expect(scene.boxes.filter((box) => !box.collapsed).map((box) => box.id)).toEqual(["domain:d0"]);
    expect(scene.boxes.reduce((sum, box) => sum + box.members, 0)).toBe(1000);
  });

  test("keeps the selected path open", () => {
    const answer = generate({ seed: 1, domains: 100, parts: 10, degree: 2 });
    const scene = arrange(answer, { grain: "port", keep: new Set(["port:d40/p3"]) });
    expect(scene.boxes.filter((box) => !box.collapsed).map((box) => box.id)).toEqual(["domain:d0", "domain:d40"]);
  });

  test("cuts more than 40 siblings to twelve and says how many more there are", () => {
    const answer = generate({ seed: 2, domains: 2, parts: 45, degree: 1 });
    const scene = arrange(answer, { grain: "port" });
    expect(scene.boxes.map((box) => [box.rows.length, box.cut])).toEqual([
      [12, 33],
      [12, 33],
    ]);
    const slots = new Set(scene.boxes.flatMap((box) => [box.id, `${box.id}#more`, ...box.rows.map((row) => row.id)]));
    expect(scene.flows.every((flow) => slots.has(flow.from) && slots.has(flow.to))).toBe(true);
  });

  test("opens what somebody wants to see", () => {
    const answer = generate({ seed: 2, domains: 2, parts: 45, degree: 1 });
    const scene = arrange(answer, { grain: "port", open: new Set(["domain:d1"]) });
    expect(scene.boxes.map((box) => box.rows.length)).toEqual([12, 45]);
  });
});

test("every flow ends at a slot that is drawn, and no recorded one between two drawn is lost", () => {
  for (let seed = 0; seed < 60; seed++) {
    const answer = generate({ seed, domains: 2 + (seed % 9), parts: 1 + (seed % 14), degree: 1.5, back: 10, coarse: 15 });
    for (const grain of ["division", "domain", "port", "column"] as const) {
      const scene = arrange(answer, { grain });
      const slots = new Set(scene.boxes.flatMap((box) => [box.id, `${box.id}#more`, ...(box.pin ? [box.pin.id] : []), ...box.rows.map((row) => row.id)]));
      expect(scene.flows.filter((flow) => !slots.has(flow.from) || !slots.has(flow.to))).toEqual([]);
      if (grain === "port") expect(scene.flows.reduce((sum, flow) => sum + flow.count, 0)).toBe(answer.flows.length);
    }
  }
});
