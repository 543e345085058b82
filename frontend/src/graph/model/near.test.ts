import { expect, test } from "vitest";
import { layOutLayered } from "../layout/layered/layered";
import { draw } from "../layout/drawing";
import { columns, datasets as answer, drawn } from "../testdata/datasets";
import type { Answer } from "./answer";
import { arrange } from "./arrange";
import { rowHeight } from "./rows";
import { columnHeight, tableHeight } from "./table";

const rows = (scene: ReturnType<typeof arrange>) => scene.boxes.map(({ id, rows }) => [id, rows.map((row) => row.id)]);

test("from near by a box opens to its datasets, and stays the same box", () => {
  expect(rows(arrange(answer, { grain: "port" }))).toEqual([["domain:d", ["port:a", "port:b"]]]);
  expect(rows(arrange(answer, { grain: "port", near: true }))).toEqual([["domain:d", ["dataset:a", "dataset:b"]]]);
  expect(rows(arrange(answer, { grain: "domain", near: true }))).toEqual([["domain:d", ["dataset:a", "dataset:b"]]]);
});

test("a dataset's columns have room below it: at most eight, and a line that finds the others", () => {
  const tables = new Map([["dataset:a", columns(60)]]);
  const [plain, open] = [arrange(answer, { grain: "port", near: true }), arrange(answer, { grain: "port", near: true, tables })].map((scene) => scene.boxes[0]!);
  expect(open!.rows[0]!.table!.total).toBe(60);
  expect(open!.height - plain!.height).toBe(tableHeight(columns(60)));
  expect(tableHeight(columns(60))).toBe(tableHeight(columns(8)));
  expect(open!.rows[1]!.y - open!.rows[0]!.y).toBeGreaterThanOrEqual(rowHeight + 8 * columnHeight);
});

test("columns are there from near by only", () => {
  const scene = arrange(answer, { grain: "port", tables: new Map([["dataset:a", columns(3)]]) });
  expect(scene.boxes.flatMap((box) => box.rows).some((row) => row.table)).toBe(false);
});

test("a dataset that is a box of its own opens below its header", () => {
  const alone: Answer = { ...answer, drawn: [drawn("dataset:c", "DATASET")], places: new Map(), flows: [], start: ["dataset:c"] };
  const [box] = arrange(alone, { grain: "dataset", near: true, tables: new Map([["dataset:c", columns(3)]]) }).boxes;
  expect(box!.table!.columns.map(({ name }) => name)).toEqual(["c0", "c1", "c2"]);
  expect(box!.height).toBeGreaterThan(3 * columnHeight);
});

test("flows leave and enter at the rows of datasets, wherever their columns push them", () => {
  const scene = arrange(answer, { grain: "port", near: true, tables: new Map([["dataset:a", columns(5)]]) });
  const [box] = draw(scene, layOutLayered(scene), new Set()).boxes;
  expect(box!.inner.map(({ flow }) => [flow.from, flow.to])).toEqual([["dataset:a", "dataset:b"]]);
});
