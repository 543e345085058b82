import { expect, test } from "vitest";
import { OnScreen } from "./changed";
import { idsOf } from "./changedSince";

test("what is on the screen is asked about, as often as it stands there once, and no more than the API takes", () => {
  const screen = new OnScreen();
  const gone = screen.follow("a", () => {});
  screen.follow("a", () => {});
  const other = screen.follow("b", () => {});
  expect(screen.ids()).toEqual(["a", "b"]);
  gone();
  other();
  expect(screen.ids()).toEqual(["a"]);
  for (let index = 0; index < 1_500; index++) screen.follow(`c${index}`, () => {});
  expect(screen.ids()).toHaveLength(1_000);
});

test("what has changed is told to those that show it, until something else has", () => {
  const screen = new OnScreen();
  const told: boolean[] = [];
  screen.follow("a", () => told.push(screen.has("a")));
  screen.mark(["a", "z"]);
  screen.mark([]);
  expect(told).toEqual([true, false]);
});

test("an entity has changed itself, or by a link that came or went", () => {
  const at = (id: string) => ({ id });
  expect(idsOf({ entities: [{ entity: at("a") }], links: [{ from: at("team"), to: at("b") }] })).toEqual(["a", "team", "b"]);
});
