// What somebody opened or closed in the drawing, as the address holds it: "down1:ID" is one step downstream of it, "down0:ID"
// it alone with all its parts, "up:ID" all that is upstream, "box:ID" a box with all its rows, "closed:ID" one without.
import type { Direction } from "./answer";

export interface Opening {
  of: string;
  direction: Direction;
  /** How many steps; left out: all. 0: the entity itself with all its parts. */
  depth?: number;
}

export interface Openings {
  openings: Opening[];
  open: Set<string>;
  closed: Set<string>;
  /** Of the openings those of no step: what is drawn whole. */
  whole: Set<string>;
}

const form = /^(up|down|box|closed)(\d*):(.+)$/s;

/** Whether a text of an address opens something. */
export const isOpening = (text: string): boolean => form.test(text);

/** Reads what an address holds. What it does not understand opens nothing. */
export function readOpenings(texts: readonly string[]): Openings {
  const found: Openings = { openings: [], open: new Set(), closed: new Set(), whole: new Set() };
  for (const text of texts) {
    const [, what, depth, of] = form.exec(text) ?? [];
    if (!of) continue;
    if (what === "box") found.open.add(of);
    else if (what === "closed") found.closed.add(of);
    else found.openings.push({ of, direction: what === "up" ? "UPSTREAM" : "DOWNSTREAM", ...(depth && { depth: Number(depth) }) });
  }
  return withWhole(found);
}

function withWhole(openings: Openings): Openings {
  return { ...openings, whole: new Set(openings.openings.flatMap(({ of, depth }) => (depth === 0 ? [of] : []))) };
}

export function writeOpenings({ openings, open, closed }: Omit<Openings, "whole">): string[] {
  const steps = openings.map(({ of, direction, depth }) => `${direction === "UPSTREAM" ? "up" : "down"}${depth ?? ""}:${of}`);
  return [...steps, ...[...open].map((box) => `box:${box}`), ...[...closed].map((box) => `closed:${box}`)];
}

/** The same with one more opening, which takes the place of another one from there. */
export function opened(openings: Openings, opening: Opening): Openings {
  return withWhole({ ...openings, openings: [...without(openings, opening.of, opening.direction), opening] });
}

export function closed(openings: Openings, of: string, direction: Direction): Openings {
  return withWhole({ ...openings, openings: without(openings, of, direction) });
}

function without({ openings }: Openings, of: string, direction: Direction): Opening[] {
  return openings.filter((other) => other.of !== of || other.direction !== direction);
}

/** What opening one step, two steps and so on brings in all: `counts` are those of itself and its parts, which any of them brings, then of each step. */
export function brought([own = 0, ...steps]: readonly number[]): number[] {
  let sum = own;
  return steps.map((count) => (sum += count));
}

/** A box the other way round: open if it is closed now. */
export function toggled(openings: Openings, box: string, isClosed: boolean): Openings {
  const [open, closed] = [new Set(openings.open), new Set(openings.closed)];
  (isClosed ? closed : open).delete(box);
  (isClosed ? open : closed).add(box);
  return { ...openings, open, closed };
}
