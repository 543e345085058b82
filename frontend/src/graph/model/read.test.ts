import { describe, expect, test } from "vitest";
import { arrange } from "./arrange";
import { readGroups, readRollUp } from "./read";

const named = (id: string, kind: "DIVISION" | "DOMAIN" | "PORT" | "DATASET", container?: string) => ({ id, kind, name: id, owner: { id: "team:a", name: "A" }, ownership: { status: "OWNED" }, parts: { totalCount: 3 }, container: container === undefined ? null : { id: container } });
const x = named("division:x", "DIVISION");
const sale = named("domain:sale", "DOMAIN", "division:x");
const port = named("port:new", "PORT", "domain:sale");
const loose = named("dataset:loose", "DATASET");
const flow = (from: string, to: string, count: number, between = 0) => ({ from: { id: from }, to: { id: to }, count, precision: "EXACT" as const, between });

describe("a picture from farther away", () => {
  const groups = { groups: [{ entity: sale }, { entity: port }, { entity: loose }], totalCount: 7, places: [{ entity: x }, { entity: sale }], flows: [flow("domain:sale", "dataset:loose", 12), flow("port:new", "dataset:loose", 0, 2)] };

  test("is boxes with what stands for something in them, whatever that is part of", () => {
    const scene = arrange(readGroups(groups, []), { grain: "port" });
    expect(scene.boxes.map(({ id, within, owner, rows }) => [id, within, owner?.name, rows.map((row) => row.id)])).toEqual([
      ["domain:sale", "division:x", "A", ["port:new"]],
      ["dataset:loose", "", "A", []],
    ]);
    expect(readGroups(groups, []).total).toBe(7);
  });

  test("says of each box and each row what opening it brings, as the answer does", () => {
    const counted = { ...groups, groups: [{ entity: sale, upstream: 3, downstream: 0, undrawn: 1 }, { entity: port, upstream: 0, downstream: 2 }, { entity: loose }], places: [{ entity: x, upstream: 4, downstream: 2 }] };
    const answer = readGroups(counted, []);
    const [box, other] = arrange(answer, { grain: "port" }).boxes;
    expect(box).toMatchObject({ around: { UPSTREAM: 3, DOWNSTREAM: 0 }, undrawn: 1, rows: [{ id: "port:new", hidden: { UPSTREAM: 0, DOWNSTREAM: 2 } }] });
    expect(other).toMatchObject({ around: { UPSTREAM: 0, DOWNSTREAM: 0 }, undrawn: 0 });
    expect(arrange(answer, { grain: "division" }).boxes[0]).toMatchObject({ id: "division:x", hidden: { UPSTREAM: 4, DOWNSTREAM: 2 } });
  });

  test("tells flows from ways through what is hidden", () => {
    const scene = arrange(readGroups(groups, []), { grain: "port" });
    expect(scene.flows.map(({ from, kind, count, between }) => [from, kind, count, between])).toEqual([
      ["domain:sale", "rollup", 12, 0],
      ["port:new", "implied", 0, 2],
    ]);
  });

  test("is about what stands for what was asked about, or what that has in it", () => {
    const about = (...line: string[]) => readGroups(groups, line).start;
    expect(about("port:new", "domain:sale", "division:x")).toEqual(["port:new"]);
    expect(about("port:old", "domain:sale", "division:x")).toEqual(["domain:sale"]);
    expect(about("division:x")).toEqual(["division:x"]);
    expect(arrange(readGroups(groups, ["division:x"]), { grain: "port" }).boxes.map(({ focus }) => focus)).toEqual([true, false]);
  });
});

test("in a roll-up who owns a division is known, where that is drawn", () => {
  const scene = arrange(readRollUp({ entities: [{ entity: { ...sale, containers: [x] } }], flows: [] }, []), { grain: "division" });
  expect(scene.boxes.map(({ id, owner, parts }) => [id, owner?.name, parts])).toEqual([["division:x", "A", 3]]);
});
