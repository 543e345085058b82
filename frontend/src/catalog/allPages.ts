// What is of use only as a whole, and is answered in pages: they are read one after the other until all are there.
import { useCallback, useEffect, useState } from "react";

/** How to read on. Both belong to the first page: they are not looked at anew while that is the same. */
export interface ReadOn<Read, Cursor> {
  /** Where what was read goes on; undefined: it is the whole. */
  rest: (read: Read) => Cursor | undefined;
  /** What was read together with the page after that; undefined: it cannot be had. */
  load: (read: Read, after: Cursor) => Promise<Read | undefined>;
}

export interface AllPages<Read> {
  /** All of it; undefined until that is there. */
  whole: Read | undefined;
  /** As far as it was read. */
  read: Read | undefined;
  /** A page could not be had; again() goes on there. */
  failed: boolean;
  again: () => void;
}

interface Kept<Read> {
  of: Read;
  read: Read;
  failed: boolean;
}

/** Reads on from a first page, undefined as long as there is none. Where the first page is another one it begins anew. */
export function useAllPages<Read extends object, Cursor>(first: Read | undefined, { rest, load }: ReadOn<Read, Cursor>): AllPages<Read> {
  const [kept, keep] = useState<Kept<Read>>();
  const [attempt, retry] = useState(0);
  const known = kept && kept.of === first ? kept : undefined;
  const read = known?.read ?? first;
  useEffect(() => {
    if (!first || !read) return;
    let wanted = true;
    void readAll(read, { rest, load }, (more, failed) => {
      if (wanted) keep({ of: first, read: more, failed });
      return wanted;
    });
    return () => void (wanted = false);
    // What is read belongs to the first page, and so does how to read on.
  }, [first, attempt]);
  const again = useCallback(() => retry((attempt) => attempt + 1), []);
  return { whole: read && rest(read) === undefined ? read : undefined, read, failed: known?.failed ?? false, again };
}

/** Reads page after page until there is no more, one fails, or nobody wants it: `say` tells how far it has come, and is told that. */
export async function readAll<Read, Cursor>(begun: Read, { rest, load }: ReadOn<Read, Cursor>, say: (read: Read, failed: boolean) => boolean): Promise<void> {
  let read = begun;
  for (let after = rest(read); after !== undefined; after = rest(read)) {
    const more = await load(read, after).catch(() => undefined);
    if (!say(more ?? read, more === undefined) || more === undefined) return;
    read = more;
  }
}
