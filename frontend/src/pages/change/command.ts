// A plan for the command line: one line that says the same there.
import type { Change } from "./changes";
import { planText } from "./mutation";

/** `headwater impact …` where a flag says it, else the question in GraphQL, of the server at an address: the answer is the same. */
export function commandOf(changes: readonly Change[], server: string): string {
  const [first] = changes;
  const words = changes.length === 1 && first ? impactOf(first) : undefined;
  return ["headwater", ...(words ? ["impact", ...words] : ["query", planText(changes)]), "--server", server].map(quoted).join(" ");
}

/** The words after `headwater impact`; undefined where it has no flag for the change. */
function impactOf({ alter, remove, move, handOver, replaceSystem, divest, acquire }: Change): string[] | undefined {
  if (alter) return [alter.id, ...(alter.note ? ["--note", alter.note] : [])];
  if (remove?.cascade) return [remove.id, "--retire"];
  if (move) return [move.id, "--move-to", move.to ?? ""];
  if (handOver) return [handOver.entity, "--hand-over-to", handOver.to];
  if (replaceSystem) return [replaceSystem.system, "--replace-by", replaceSystem.by, ...(replaceSystem.markets ?? []).flatMap((market) => ["--market", market])];
  if (divest) return [divest.division, "--divest"];
  if (acquire?.name && acquire.division === `division:${slug(acquire.name)}`) return [acquire.like, "--acquire-as", acquire.name];
  return undefined;
}

/** The end of the ID that a name gives: "Division W" → "division-w". */
export const slug = (name: string): string =>
  name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");

/** A word as a POSIX shell takes it: nothing within it is read as anything but itself. */
export const quoted = (word: string): string => (/^[\w:/.,=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
