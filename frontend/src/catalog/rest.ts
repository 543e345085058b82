// The pages of a list after its first, read on by their cursors as far as somebody asks for them. They are let go when the
// first page is another one.
import { useCallback, useRef, useState } from "react";

export interface ListPage<Node> {
  nodes: readonly Node[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

export interface Rest<Node> {
  /** All that was read so far, the first page too. */
  nodes: readonly Node[];
  /** Reads the next page; undefined: there is none. */
  more: (() => void) | undefined;
}

interface Read<Node> extends ListPage<Node> {
  of: ListPage<Node>;
}

/** `load` asks for what comes after a cursor, at the first page's revision. A page that does not come can be asked for again. */
export function useRest<Node>(first: ListPage<Node>, load: (after: string) => Promise<ListPage<Node> | undefined>): Rest<Node> {
  const [read, keep] = useState<Read<Node>>();
  const busy = useRef(false);
  const { nodes, pageInfo } = read?.of === first ? read : first;
  const { endCursor, hasNextPage } = pageInfo;
  const more = useCallback(async () => {
    if (busy.current || endCursor === null) return;
    busy.current = true;
    const next = await load(endCursor).finally(() => (busy.current = false));
    if (next) keep({ of: first, nodes: [...nodes, ...next.nodes], pageInfo: next.pageInfo });
  }, [first, nodes, endCursor, load]);
  return { nodes, more: hasNextPage ? () => void more() : undefined };
}
