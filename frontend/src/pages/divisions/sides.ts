// The long lists of a division, as far as they are read: its domains, and what crosses its border.
import { client } from "../../catalog/client";
import { useParts, type Part, type Parts } from "../../catalog/parts";
import type { Crossing, Division, Domain } from "./border";
import { CrossingsMoreDocument, DivisionDomainsMoreDocument } from "./divisions.generated";

export interface Side {
  of: Division;
  domains: Parts<Domain>;
  crossings: Parts<Crossing>;
}

export function useSide(of: Division, revision: string): Side {
  const { id } = of;
  return {
    of,
    domains: useParts<Domain>(of.domains, { of: id, revision, next: async (asked) => domainsIn((await client.query(DivisionDomainsMoreDocument, { ...asked, id })).data?.catalog?.division) }),
    crossings: useParts<Crossing>(of.border.crossings, { of: id, revision, next: ({ at, after }) => crossingsAfter(after, { at, division: id, first: 200 }) }),
  };
}

const domainsIn = (division: object | null | undefined): Part<Domain> | undefined =>
  division && "domains" in division ? (division.domains as Part<Domain>) : undefined;

const crossingsAfter = async (after: string | null, asked: { at: { revision: string }; division: string; first: number }): Promise<Part<Crossing> | undefined> =>
  (await client.query(CrossingsMoreDocument, { ...asked, after })).data?.catalog?.border.crossings;

/** All that crosses a border, at a revision: for a file. Undefined: it cannot be read. */
export async function allCrossings(division: string, revision: string): Promise<readonly Crossing[] | undefined> {
  const all: Crossing[] = [];
  let after: string | null = null;
  do {
    const part: Part<Crossing> | undefined = await crossingsAfter(after, { division, at: { revision }, first: 1_000 });
    if (!part) return undefined;
    all.push(...part.nodes);
    after = part.pageInfo.hasNextPage && part.nodes.length > 0 ? part.pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}
