// Whether something has the shape of a change. What it means is for the API to say, and to refuse; pages speak of its words.
import type { Change } from "../pages/change/change.generated";

type Keys<Union> = Union extends unknown ? keyof Union : never;

/** What each kind of change must say. All of it is text. */
const words: Record<Keys<Change>, readonly string[]> = {
  put: ["id"],
  remove: ["id"],
  link: ["relation", "from", "to"],
  unlink: ["relation", "from", "to"],
  deny: ["from", "to"],
  allow: ["from", "to"],
  alter: ["id"],
  move: ["id"],
  handOver: ["entity", "to"],
  replaceSystem: ["system", "by"],
  divest: ["division"],
  acquire: ["division", "like"],
};

/** What any of them may say beside that, and what is text where it is said. */
const moreWords = ["to", "name", "note", "reason", "container", "via"];

export function isChange(value: unknown): value is Change {
  if (!isObject(value)) return false;
  const [[kind, body] = [], ...others] = Object.entries(value);
  if (kind === undefined || !Object.hasOwn(words, kind) || others.length > 0 || !isObject(body)) return false;
  const says = body as Record<string, unknown>;
  return words[kind as Keys<Change>].every((word) => isText(says[word]) && says[word] !== "") && moreWords.every((word) => says[word] == null || isText(says[word])) && isTexts(says["markets"]);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isTexts = (value: unknown): boolean => value == null || (Array.isArray(value) && value.every(isText));
