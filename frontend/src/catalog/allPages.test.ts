import fc from "fast-check";
import { expect, test } from "vitest";
import { readAll } from "./allPages";

/** A list of numbers that is answered in pages of some length. */
const paged = (total: number, length: number, fails: (page: number) => boolean = () => false) => ({
  rest: (read: readonly number[]) => (read.length < total ? read.length : undefined),
  load: async (read: readonly number[], after: number) => {
    if (fails(after / length)) return undefined;
    return [...read, ...Array.from({ length: Math.min(length, total - after) }, (_, at) => after + at)];
  },
});

test("all pages are read, in their order and each once", async () => {
  await fc.assert(fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 9 }), async (total, length) => {
    let last: readonly number[] = [];
    await readAll<readonly number[], number>([], paged(total, length), (read) => ((last = read), true));
    expect(last).toEqual(Array.from({ length: total }, (_, at) => at));
  }));
});

test("a page that cannot be had ends it, what was read is kept, and it goes on there", async () => {
  const said: [number, boolean][] = [];
  let kept: readonly number[] = [];
  const say = (read: readonly number[], failed: boolean) => (said.push([read.length, failed]), (kept = read), true);
  await readAll<readonly number[], number>([], paged(5, 2, (page) => page === 1), say);
  expect(said).toEqual([[2, false], [2, true]]);
  await readAll<readonly number[], number>(kept, paged(5, 2), say);
  expect(kept).toEqual([0, 1, 2, 3, 4]);
  const thrown: boolean[] = [];
  await readAll<readonly number[], number>([], { ...paged(5, 2), load: () => Promise.reject(new Error("offline")) }, (_, failed) => (thrown.push(failed), true));
  expect(thrown).toEqual([true]);
});

test("what nobody wants any more is not read on", async () => {
  let pages = 0;
  await readAll<readonly number[], number>([], paged(100, 1), () => ++pages < 3);
  expect(pages).toBe(3);
});
