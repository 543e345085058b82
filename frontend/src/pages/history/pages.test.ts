import fc from "fast-check";
import { expect, test } from "vitest";
import { joined } from "./pages";

/** Revisions as a page has them, the oldest first. */
const page = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => ({ revision: String(from + at) }));
const numbers = (of: { revision: string }[] | undefined) => of?.map(({ revision }) => Number(revision));

test("a page that moves on by less than its length loses nothing", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 49 }), fc.integer({ min: 0, max: 100 }), (length, moved, older) => {
    fc.pre(moved < length);
    const loaded = page(1, older + length).reverse();
    const newest = page(older + moved + 1, older + moved + length);
    expect(numbers(joined(newest, loaded))).toEqual(page(1, older + moved + length).map(({ revision }) => Number(revision)).reverse());
  }));
});

test("where some are missing between, it says so", () => {
  expect(joined(page(101, 150), page(1, 63).reverse())).toBeUndefined();
  expect(numbers(joined(page(1, 2), []))).toEqual([2, 1]);
});
