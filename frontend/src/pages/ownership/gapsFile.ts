// All that is missing or contradicts itself as a file: one row for each finding, in the order of the API.
import { client } from "../../catalog/client";
import { findingWord } from "../../catalog/findings";
import { kindWord } from "../../catalog/kinds";
import { csvOf } from "../../files/csv";
import type { Finding } from "./gaps";
import { GapsForFileDocument, type GapPartFragment } from "./ownership.generated";

const head = ["what", "entity", "kind", "part of", "owner", "said", "others", "id"];

export const gapsCsv = (findings: readonly Finding[]): string => csvOf([head, ...findings.map(row)]);

const row = ({ kind, message, others, entity }: Finding): string[] => [
  findingWord(kind).title,
  entity.name,
  kindWord(entity.kind),
  [...entity.containers].reverse().map(({ name }) => name).join(" / "),
  entity.owner?.name ?? "",
  message,
  others.map(({ id }) => id).join(" "),
  entity.id,
];

/** All findings at a revision, within a division or everywhere. Undefined: they cannot be read. */
export async function allGaps(within: string | undefined, revision: string): Promise<readonly Finding[] | undefined> {
  const all: Finding[] = [];
  let after: string | null = null;
  do {
    const part: GapPartFragment | undefined = (await client.query(GapsForFileDocument, { at: { revision }, within, after })).data?.catalog?.findings;
    if (!part) return undefined;
    all.push(...part.nodes);
    after = part.pageInfo.hasNextPage && part.nodes.length > 0 ? (part.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return all;
}
