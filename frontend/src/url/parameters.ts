// Every search parameter of the app, once: how it is read from an address and how it is written. A page names those it
// has (search.ts). What cannot be read is refused with a sentence that says what may stand there: an address that is
// silently taken for another one would show a wrong answer.
import type { Point } from "../catalog/at.generated";
import type { Change } from "../pages/change/change.generated";
import { type Orientation, orientations } from "../graph/model/scene";
import { isKind, kindOf, type Kind } from "../catalog/kinds";
import { isChange } from "./changes";

export const directions = ["upstream", "downstream", "both"] as const;
export const shows = ["before", "changes", "after"] as const;
export const grains = ["division", "domain", "product", "port", "dataset", "column"] as const;

export const flowChoices = ["denied", "selected"] as const;

/** Of flows: denied ones too; of a selection's only. */
export type FlowChoice = (typeof flowChoices)[number];
export type Direction = (typeof directions)[number];
/** Which state of a plan is drawn. */
export type Show = (typeof shows)[number];
export type Grain = (typeof grains)[number];
/** How many steps, from 1; all of them. */
export type Depth = number | "all";

/** The whole state of all views, as their addresses hold it. */
export interface Search {
  /** The point in time; left out: now. Every page has it. */
  at?: Point | undefined;
  /** The ends of a comparison. */
  from?: Point | undefined;
  to?: Point | undefined;
  direction?: Direction | undefined;
  grain?: Grain | undefined;
  depth?: Depth | undefined;
  /** Which way flows are drawn; left out: from left to right. */
  orientation?: Orientation | undefined;
  /** Filters: of these all must hold. */
  kinds?: readonly Kind[] | undefined;
  within?: string | undefined;
  owner?: string | undefined;
  unowned?: boolean | undefined;
  tags?: readonly string[] | undefined;
  text?: string | undefined;
  /** Which flows are drawn: left out, those that count. */
  flows?: readonly FlowChoice[] | undefined;
  /** IDs of what is selected; two of them: the paths between. */
  select?: readonly string[] | undefined;
  /** IDs of what is opened beyond the depth. */
  open?: readonly string[] | undefined;
  /** Which tab of a list is shown. */
  tab?: string | undefined;
  /** A plan: changes that nobody has made. */
  plan?: readonly Change[] | undefined;
  show?: Show | undefined;
  /** Filters of commits: by whom, in whose name, and in which time. */
  actor?: string | undefined;
  source?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

interface Codec<Value> {
  /** What may stand there, for the refusal: "a number from 1, or all". */
  means: string;
  /** undefined: that is none. */
  read(text: string): Value | undefined;
  write(value: Value): string;
}

const text: Codec<string> = { means: "a text", read: (given) => given, write: (value) => value };

// A comma cannot stand within an ID: the API escapes it there.
const list: Codec<readonly string[]> = {
  means: "a list, with commas between",
  read: (given) => given.split(",").filter(Boolean),
  write: (values) => values.join(","),
};

const flag: Codec<boolean> = {
  means: "yes",
  read: (given) => (given === "yes" ? true : undefined),
  write: (value) => (value ? "yes" : ""),
};

const point: Codec<Point> = {
  means: "a revision such as 12, or a time such as 2026-03-31 or 2026-03-31T12:00:00Z",
  read: (given) => {
    if (/^\d{1,18}$/.test(given)) return { revision: given };
    return /^\d{4}-\d\d-\d\d/.test(given) && !Number.isNaN(Date.parse(given)) ? { time: given } : undefined;
  },
  write: ({ revision, time }) => revision ?? time ?? "",
};

const day: Codec<string> = {
  means: "a day such as 2026-03-31",
  read: (given) => (/^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(Date.parse(given)) ? given : undefined),
  write: (value) => value,
};

const depth: Codec<Depth> = {
  means: "a number of steps from 1, or all",
  read: (given) => (given === "all" ? "all" : /^[1-9]\d{0,5}$/.test(given) ? Number(given) : undefined),
  write: String,
};

const kindList: Codec<readonly Kind[]> = {
  means: "kinds such as port,domain",
  read: (given) => {
    const found = list.read(given)?.map(kindOf);
    return found?.every((kind) => kind !== undefined && isKind(kind)) ? (found as Kind[]) : undefined;
  },
  write: (values) => values.map((kind) => kind.toLowerCase()).join(","),
};

const flowList: Codec<readonly FlowChoice[]> = {
  means: flowChoices.join(", "),
  read: (given) => {
    const found = given.split(",").map((name) => flowChoices.find((choice) => choice === name));
    return found.every((choice) => choice !== undefined) ? found : undefined;
  },
  write: (values) => values.join(","),
};

// What each change means is for the API to say; here it must only have the shape of one.
const changes: Codec<readonly Change[]> = {
  means: `changes as the API takes them, in JSON, such as [{"alter":{"id":"domain:division-x/sale"}}]`,
  read: (given) => {
    try {
      const parsed: unknown = JSON.parse(given);
      return Array.isArray(parsed) && parsed.every(isChange) ? parsed : undefined;
    } catch {
      return undefined;
    }
  },
  write: (values) => (values.length > 0 ? JSON.stringify(values) : ""),
};

function oneOf<Value extends string>(values: readonly Value[]): Codec<Value> {
  return {
    means: values.join(", "),
    read: (given) => values.find((value) => value === given),
    write: (value) => value,
  };
}

export const codecs: { [Name in keyof Required<Search>]: Codec<Exclude<Search[Name], undefined>> } = {
  at: point,
  from: point,
  to: point,
  direction: oneOf(directions),
  grain: oneOf(grains),
  depth,
  orientation: oneOf(orientations),
  kinds: kindList,
  within: text,
  owner: text,
  unowned: flag,
  tags: list,
  text,
  flows: flowList,
  select: list,
  open: list,
  tab: text,
  plan: changes,
  show: oneOf(shows),
  actor: text,
  source: text,
  since: day,
  until: day,
};
