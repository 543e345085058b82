// The question which of some entities differ between two revisions.
import { JustChangedDocument, type JustChangedQuery } from "./changed.generated";
import { client } from "./client";

/** Those that changed themselves or by a link; none where there is no answer. */
export async function changedSince(from: string, to: string, of: string[]): Promise<string[]> {
  const { data } = await client.query(JustChangedDocument, { from: { revision: from }, to: { revision: to }, of }).toPromise();
  return data?.diff ? idsOf(data.diff) : [];
}

export const idsOf = ({ entities, links }: NonNullable<JustChangedQuery["diff"]>): string[] => [
  ...entities.map(({ entity }) => entity.id),
  ...links.flatMap(({ from, to }) => [from.id, to.id]),
];
