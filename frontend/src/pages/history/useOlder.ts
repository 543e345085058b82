// The pages before the newest one, as far as somebody asked for them. Another filter begins anew.
import { useCallback, useRef, useState } from "react";
import { useClient } from "urql";
import { faultOf } from "../../catalog/fault";
import type { CommitsFragment } from "./history.generated";
import { OlderCommitsDocument, type OlderCommitsQueryVariables } from "./older.generated";
import { joined } from "./pages";

type Commit = CommitsFragment["nodes"][number];

interface Shown {
  filter: object;
  newest: CommitsFragment;
  /** The newest first. */
  commits: Commit[];
  /** Where the next page begins, and whether there is one. */
  page: CommitsFragment["pageInfo"];
  fault?: string;
}

const begin = (filter: object, newest: CommitsFragment): Shown => ({ filter, newest, commits: joined(newest.nodes, [])!, page: newest.pageInfo });

export function useOlder(newest: CommitsFragment, filter: object) {
  const client = useClient();
  const [kept, keep] = useState(() => begin(filter, newest));
  const [loading, setLoading] = useState(false);
  const asked = useRef(filter);
  asked.current = filter;
  const shown = kept.filter === filter && kept.newest === newest ? kept : movedOn(kept, filter, newest);
  if (shown !== kept) keep(shown);
  const { page } = shown;
  const load = useCallback(async () => {
    setLoading(true);
    const { data, error } = await client.query(OlderCommitsDocument, { ...filter, before: page.startCursor } as OlderCommitsQueryVariables).toPromise();
    setLoading(false);
    if (asked.current !== filter) return;
    const next = data?.commits;
    if (error || !next) keep((before) => ({ ...before, fault: error ? faultOf(error).message : "There is no answer." }));
    else keep(({ fault: _, ...before }) => ({ ...before, commits: [...before.commits, ...[...next.nodes].reverse()], page: next.pageInfo }));
  }, [client, filter, page]);
  return { commits: shown.commits, more: page.hasPreviousPage, fault: shown.fault, loading, load: () => void load() };
}

/** The same with a newer page in front; begun anew with another filter, or where commits are missing between. */
function movedOn(before: Shown, filter: object, newest: CommitsFragment): Shown {
  const commits = before.filter === filter ? joined(newest.nodes, before.commits) : undefined;
  return commits ? { ...before, newest, commits } : begin(filter, newest);
}
