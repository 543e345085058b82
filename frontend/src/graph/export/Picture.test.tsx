import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { layOutLayered } from "../layout/layered/layered";
import { draw } from "../layout/drawing";
import { arrange } from "../model/arrange";
import { columns, datasets } from "../testdata/datasets";
import { Picture } from "./Picture";
import type { Tokens } from "./tokens";

const tokens = new Proxy({}, { get: () => "#000000" }) as Tokens;

function pictureOf(tables: ReadonlyMap<string, ReturnType<typeof columns>>) {
  const scene = arrange(datasets, { grain: "port", near: true, tables });
  return renderToStaticMarkup(<Picture drawing={draw(scene, layOutLayered(scene), new Set())} tokens={tokens} font="" title="" footer="" />);
}

const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

test("has the columns that are drawn, with their types, and how many are not", () => {
  const found = texts(pictureOf(new Map([["dataset:a", columns(60)]])));
  expect(found.filter((text) => /^c\d$/.test(text!))).toEqual(columns(60).columns.map(({ name }) => name));
  expect(found.filter((text) => text === "int")).toHaveLength(8);
  expect(found).toContain("52 more columns");
  expect(texts(pictureOf(new Map([["dataset:a", columns(3)]])))).toContain("3 columns");
});

test("has none where none are drawn", () => {
  expect(pictureOf(new Map())).not.toContain("data-columns");
});
