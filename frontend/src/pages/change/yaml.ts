// A plan as an alternative: the file that, beside the catalog, has it listed, planned and compared with others.
import { bodyOf, kindOfChange, type Change } from "./changes";

/**
 * The file's text. Its name, without .yaml, is what the alternative is then called by. Why it is considered, which such a
 * file must say, is what its changes give as their reasons; where none does, that nobody has said so yet.
 */
export function yamlOf(title: string, base: string, changes: readonly Change[]): string {
  return `title: ${scalar(title)}\nreason: ${scalar(reasonOf(changes) || `Nobody has said why yet. Planned over revision ${base}.`)}\nchanges:\n${changes.map(item).join("")}`;
}

const reasonOf = (changes: readonly Change[]): string => {
  const reasons = changes.map((change) => bodyOf(change)["reason"]).filter((reason) => typeof reason === "string" && reason.trim() !== "");
  return [...new Set(reasons)].join(" ");
};

function item(change: Change): string {
  return `  - ${kindOfChange(change)}:\n${fields(bodyOf(change), "      ")}`;
}

function fields(of: Record<string, unknown>, indent: string): string {
  return Object.entries(of)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${indent}${name}: ${value !== null && typeof value === "object" ? JSON.stringify(value) : scalar(value)}\n`)
    .join("");
}

// IDs may stand as they are; all else in quotes, as JSON, which YAML reads.
const scalar = (value: unknown): string =>
  typeof value === "string" && /^[a-z-]+:[a-z][\w/-]*$|^[A-Z]+(_[A-Z]+)*$/.test(value) && !/^(NO|YES|ON|OFF|TRUE|FALSE|NULL|Y|N)$/.test(value) ? value : JSON.stringify(value);
