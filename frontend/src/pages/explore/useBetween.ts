// What lies between the two that are selected, in each direction in which something does.
import { useCallback, useMemo } from "react";
import { useClient } from "urql";
import { useAnswer } from "../../catalog/answer";
import type { Fault } from "../../catalog/fault";
import { useRest } from "../../catalog/rest";
import type { Entry } from "../../graph/list/entries";
import { BetweenDocument, type BetweenEndFragment, MoreBetweenDocument, type ShortestFragment, type WaysPageFragment } from "./between.generated";
import { entryOf } from "./entryOf";

export type End = BetweenEndFragment;

/** All ways from one to the other. */
export interface Ways {
  from: End;
  to: End;
  shortest: ShortestFragment;
  /** What lies between, of which `entries` may be the first. */
  total: number;
  entries: Entry[];
  more: (() => void) | undefined;
}

export interface Between {
  ends: readonly [End, End];
  /** None: there is no way in either direction. */
  ways: readonly Ways[];
  /** What is known to lie on them, both ends with it. */
  ids: ReadonlySet<string>;
  /** How many lie between, on the ways in either direction. */
  inner: number;
}

const nobody: WaysPageFragment = { totalCount: 0, pageInfo: { endCursor: null, hasNextPage: false }, nodes: [] };

/** Undefined until it is known, and where there are no two. */
export function useBetween([first, second]: readonly string[]): { between: Between | undefined; fault: Fault | undefined } {
  const { data, fault } = useAnswer(BetweenDocument, { from: first ?? "", to: second ?? "" }, { pause: second === undefined });
  const catalog = data?.catalog;
  const revision = catalog?.revision ?? "";
  const there = useWays(first, second, catalog?.there.items, revision);
  const back = useWays(second, first, catalog?.back.items, revision);
  const between = useMemo(() => {
    if (!catalog) return undefined;
    const { one, other } = catalog;
    if (!one || !other || one.id !== first || other.id !== second) return undefined; // of those selected before
    const ways = [
      ...(catalog.shortestThere ? [{ from: one, to: other, shortest: catalog.shortestThere, ...there }] : []),
      ...(catalog.shortestBack ? [{ from: other, to: one, shortest: catalog.shortestBack, ...back }] : []),
    ];
    const ids = ways.flatMap(({ entries, shortest }) => [...entries, ...shortest.entities].map(({ id }) => id));
    return { ends: [one, other] as const, ways, ids: new Set([one.id, other.id, ...ids]), inner: innerOf(ways) };
  }, [catalog, first, second, there, back]);
  return { between, fault };
}

/** On a cycle the ways there and back may share some: then what was read is counted, else what the answer says. */
const innerOf = (ways: readonly Ways[]): number =>
  ways.length < 2 ? (ways[0]?.total ?? 0) : new Set(ways.flatMap(({ entries }) => entries.map(({ id }) => id))).size;

function useWays(from: string | undefined, to: string | undefined, items: WaysPageFragment = nobody, revision: string): Pick<Ways, "total" | "entries" | "more"> {
  const client = useClient();
  const load = useCallback(
    async (after: string) => {
      const { data } = await client.query(MoreBetweenDocument, { from: from!, to: to!, after, at: { revision } }).toPromise();
      return data?.catalog?.between.items;
    },
    [client, from, to, revision],
  );
  const { nodes, more } = useRest(items, load);
  return useMemo(() => ({ total: items.totalCount, entries: nodes.map(entryOf), more }), [items, nodes, more === undefined]);
}
