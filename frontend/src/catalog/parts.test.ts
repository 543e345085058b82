import { describe, expect, test } from "vitest";
import { begun, extended, isBehind, readOn, readTo, type Next, type Part } from "./parts";

/** A catalog of so many numbers, in parts of ten; `calls` are the cursors that were asked for. */
function listOf(total: number) {
  const calls: string[] = [];
  const partFrom = (start: number): Part<number> => {
    const nodes = Array.from({ length: Math.min(10, total - start) }, (_, index) => start + index);
    const end = start + nodes.length;
    return { totalCount: total, nodes, pageInfo: { endCursor: String(end), hasNextPage: end < total } };
  };
  const next: Next<number> = ({ after }) => (calls.push(after), Promise.resolve(partFrom(Number(after))));
  return { first: partFrom(0), next, calls };
}

describe("a long list", () => {
  test("is read on from where it was, and ends", async () => {
    const { first, next, calls } = listOf(25);
    const read = await readTo(Infinity, begun(first, "1", ""), next);
    expect(read?.nodes).toEqual(Array.from({ length: 25 }, (_, index) => index));
    expect(read?.cursor).toBeNull();
    expect(calls).toEqual(["10", "20"]);
  });

  test("is read again only as far as it was", async () => {
    const { first, next, calls } = listOf(1_000);
    const read = await readTo(30, begun(first, "2", ""), next);
    expect([read?.nodes.length, read?.cursor, calls]).toEqual([30, "30", ["10", "20"]]);
  });

  test("that cannot be read on is not half shown", async () => {
    const { first } = listOf(25);
    expect(await readTo(25, begun(first, "1", ""), () => Promise.resolve(undefined))).toBeUndefined();
    expect(await readTo(25, begun(first, "1", ""), () => Promise.resolve({ ...first, nodes: [] })), "an empty part would be asked for for ever").toBeUndefined();
  });

  test("that begins anew while it is read on is read on from there, and another list is left as it is", async () => {
    const { first, next } = listOf(25);
    const again = begun(listOf(25).first, "2", "a");
    const latest = { read: begun(first, "1", "a"), next };
    const on = readOn(latest);
    latest.read = again; // before the answer is there
    expect((await on)?.nodes.length).toBe(20);
    expect((await on)?.revision).toBe("2");

    const other = begun(listOf(40).first, "1", "b");
    const meanwhile = { read: begun(first, "1", "a"), next };
    const left = readOn(meanwhile);
    meanwhile.read = other;
    expect(await left).toBe(other);
    expect(await readOn({ read: begun(first, "1", "a"), next: () => Promise.resolve(undefined) })).toBeUndefined();
  });

  test("of a later revision is behind where more of it was read; another list, or its first part alone, is begun anew", () => {
    const [was, is] = [listOf(25).first, listOf(25).first];
    const more = extended(begun(was, "1", "a"), is);
    expect(isBehind(more, is, "2", "a")).toBe(true);
    expect(isBehind(more, is, "2", "b")).toBe(false);
    expect(isBehind(more, was, "1", "a")).toBe(false);
    expect(isBehind(begun(was, "1", "a"), is, "2", "a")).toBe(false);
  });
});
