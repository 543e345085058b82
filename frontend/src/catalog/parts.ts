// A long list that is read on by its cursors. All its parts are of one revision: where the first part is of a later one,
// what was read beyond it is read again, as far as before, and until that is there the reader keeps what they see.
import { useCallback, useEffect, useRef, useState } from "react";

/** One page of a connection. */
export interface Part<Node> {
  totalCount: number;
  nodes: readonly Node[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

/** How to get the part after a cursor, at a revision; undefined: it cannot be had. */
export type Next<Node> = (asked: { at: { revision: string }; after: string }) => Promise<Part<Node> | undefined>;

export interface Parts<Node> {
  /** All that was read, from the first. */
  nodes: readonly Node[];
  /** How many there are. */
  total: number;
  /** Reads on; does nothing at the end, or while it is under way. */
  more: () => void;
  waiting: boolean;
  /** The last attempt failed; more() tries again. */
  failed: boolean;
}

interface Read<Node> {
  first: Part<Node>;
  revision: string;
  /** Which list it is: its filter. */
  of: string;
  nodes: readonly Node[];
  /** Where the next part begins; null: nowhere. */
  cursor: string | null;
}

const cursorOf = <Node>({ pageInfo }: Part<Node>): string | null => (pageInfo.hasNextPage ? pageInfo.endCursor : null);

export const begun = <Node>(first: Part<Node>, revision: string, of: string): Read<Node> => ({ first, revision, of, nodes: first.nodes, cursor: cursorOf(first) });

export const extended = <Node>(read: Read<Node>, part: Part<Node>): Read<Node> => ({ ...read, nodes: [...read.nodes, ...part.nodes], cursor: cursorOf(part) });

/** Whether more was read of the same list at an earlier revision: then it is read again before it is shown. */
export const isBehind = <Node>(read: Read<Node>, first: Part<Node>, revision: string, of: string): boolean =>
  read.first !== first && read.of === of && read.revision !== revision && read.nodes.length > read.first.nodes.length;

/** Reads from the first part until as many are there, or all; undefined: a part cannot be had. */
export async function readTo<Node>(many: number, begin: Read<Node>, next: Next<Node>): Promise<Read<Node> | undefined> {
  let read = begin;
  while (read.nodes.length < many && read.cursor !== null) {
    const part = await next({ at: { revision: read.revision }, after: read.cursor });
    if (!part || part.nodes.length === 0) return undefined;
    read = extended(read, part);
  }
  return read;
}

/** Reads one part on. Where the list begins anew meanwhile it is the part after that; undefined: it cannot be had. */
export async function readOn<Node>(latest: { read: Read<Node>; next: Next<Node> }): Promise<Read<Node> | undefined> {
  for (;;) {
    const { read } = latest;
    if (read.cursor === null) return read;
    const part = await latest.next({ at: { revision: read.revision }, after: read.cursor });
    if (!part) return undefined;
    if (latest.read === read) return extended(read, part);
    if (latest.read.of !== read.of) return latest.read; // another list, which nobody asked to read on
  }
}

/** Follows a list from its first part. `of` names the list: another filter is another one. */
export function useParts<Node>(first: Part<Node>, { of, revision, next }: { of: string; revision: string; next: Next<Node> }): Parts<Node> {
  const [kept, keep] = useState(() => begun(first, revision, of));
  const [waiting, wait] = useState(false);
  const [failed, fail] = useState(false);
  const behind = isBehind(kept, first, revision, of);
  const read = behind || (kept.first === first && kept.of === of) ? kept : begun(first, revision, of);
  if (read !== kept) keep(read);
  const latest = useRef({ read, next, busy: false });
  Object.assign(latest.current, { read, next });
  useEffect(() => {
    if (!behind) return;
    const begin = begun(first, revision, of);
    const { read: before } = latest.current;
    void readTo(before.nodes.length, begin, latest.current.next).then((again) => latest.current.read === before && keep(again ?? begin));
  }, [behind, first, revision, of]);
  const more = useCallback(async () => {
    if (latest.current.busy || latest.current.read.cursor === null) return;
    latest.current.busy = true;
    wait(true);
    const on = await readOn(latest.current);
    latest.current.busy = false;
    wait(false);
    fail(!on);
    if (on) keep(on);
  }, []);
  return { nodes: read.nodes, total: first.totalCount, more: useCallback(() => void more(), [more]), waiting: waiting || behind, failed };
}
