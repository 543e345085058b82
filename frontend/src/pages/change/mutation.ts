// A plan as text to take elsewhere: the mutation that carries it out, and the query that asks what it would do.
import { bodyOf, kindOfChange, recorded, type Change } from "./changes";

// The words of a change whose values are enums, which stand without quotation marks.
const enums = new Set(["relation", "direction"]);

/** The `apply` mutation of a plan over a revision, to paste into the playground. What is only imagined is left out of it. */
export function mutationText(changes: readonly Change[], base: string, message = ""): string {
  const rest = message && `\n    message: ${JSON.stringify(message)}`;
  return `mutation {
  apply(input: {
    ifRevision: "${base}"${rest}
    changes: ${literals(recorded(changes))}
  }) {
    revision
  }
}`;
}

/** The question what a plan would do, on one line. */
export function planText(changes: readonly Change[]): string {
  const list = changes.map(literal).join(", ");
  return `{ plan(changes: [${list}]) { impact { summary teams { team { name } roles count } findings { message } } } }`;
}

/** A list of changes as GraphQL writes it, a change a line. */
function literals(changes: readonly Change[]): string {
  return `[${changes.map((change) => `\n      ${literal(change)}`).join("")}\n    ]`;
}

/** A change as GraphQL writes it: `{ handOver: { entity: "…", to: "…" } }`. */
export const literal = (change: Change): string => `{ ${kindOfChange(change)}: ${object(bodyOf(change))} }`;

function object(of: Record<string, unknown>): string {
  const fields = Object.entries(of).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${written(value, enums.has(name))}`));
  return fields.length > 0 ? `{ ${fields.join(", ")} }` : "{}";
}

function written(value: unknown, isEnum: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => written(item, false)).join(", ")}]`;
  if (value !== null && typeof value === "object") return object(value as Record<string, unknown>);
  return isEnum && typeof value === "string" && /^[A-Z_]+$/.test(value) ? value : JSON.stringify(value);
}
