// The list of a lineage that is too long for one answer: page by page, as far as somebody reads.
import { useCallback, useEffect, useState } from "react";
import { useClient } from "urql";
import type { Entry } from "../../graph/list/entries";
import type { Direction } from "../../graph/model/answer";
import { useAt } from "../../url/at";
import { entryOf } from "./entryOf";
import { ItemsDocument } from "./items.generated";
import type { Filter } from "./useView";
import { whereOf } from "./where";

export interface LongList {
  entries: Entry[];
  /** Reads the next page; undefined: there is none. */
  more: (() => void) | undefined;
}

interface Read {
  key: string;
  entries: Entry[];
  after: string | null | undefined;
}

/** `filter` is what each of them passes. */
export function useLongList(of: string, direction: Direction, depth: number | undefined, filter: Filter, wanted: boolean, revision: string): LongList {
  const client = useClient();
  const at = useAt();
  const where = JSON.stringify(whereOf(filter) ?? null);
  const key = [of, direction, depth, where, revision].join(" ");
  const [read, keep] = useState<Read>();
  const known = read?.key === key ? read : undefined;
  const load = useCallback(
    async (after: string | undefined, before: Entry[]) => {
      const { data } = await client.query(ItemsDocument, { of, direction, depth: depth ?? null, where: JSON.parse(where), after: after ?? null, at }).toPromise();
      const items = data?.catalog?.lineage.items;
      if (items) keep({ key, entries: [...before, ...items.nodes.map(entryOf)], after: items.pageInfo.hasNextPage ? items.pageInfo.endCursor : undefined });
    },
    [client, of, direction, depth, where, at, key],
  );
  useEffect(() => {
    if (wanted) void load(undefined, []);
  }, [wanted, load]);
  const after = known?.after;
  return { entries: known?.entries ?? none, more: known && after ? () => void load(after, known.entries) : undefined };
}

const none: Entry[] = [];
