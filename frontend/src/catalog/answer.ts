// How a page asks: one document, the variables of its address, and at which point in time. The last good answer stays
// while the next one is on its way, and when that fails.
import { useCallback, useEffect, useRef, useState } from "react";
import { useQuery, type AnyVariables, type TypedDocumentNode } from "urql";
import { useAt } from "../url/at";
import { faultOf, type Fault } from "./fault";
import { useNewest } from "./feed";
import { asks } from "./question";

export interface Answer<Data> {
  /** The last whole answer; undefined until there is one. */
  data: Data | undefined;
  /** Why there is no newer one. */
  fault: Fault | undefined;
  /** An answer is on its way. */
  waiting: boolean;
  /** Asks once more. */
  again: () => void;
}

/** The variables less the point in time, which is the address's. */
type Asked<Variables> = Omit<Variables, "at">;

/** Asks at the page's point in time, and anew whenever something has been committed. */
export function useAnswer<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Asked<Variables>,
  { pause = false }: { pause?: boolean } = {},
): Answer<Data> {
  const at = useAt();
  const [result, execute] = useQuery({ query: document, variables: { ...variables, at } as unknown as Variables, pause });
  const again = useCallback(() => execute({ requestPolicy: "network-only" }), [execute]);
  const good = useLastGood(result.error ? undefined : result.data);
  useFreshness(again, at !== undefined || pause, revisionOf(good));
  return {
    data: pause ? undefined : good,
    fault: result.error && faultOf(result.error),
    waiting: result.fetching || result.stale,
    again,
  };
}

/** The page's own question, which the playground opens with: one of each page. */
export function usePageAnswer<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Asked<Variables>,
): Answer<Data> {
  const at = useAt();
  const said = JSON.stringify({ ...variables, at });
  useEffect(() => asks(document, JSON.parse(said)), [document, said]);
  return useAnswer(document, variables);
}

function useLastGood<Data>(data: Data | undefined): Data | undefined {
  const [good, keep] = useState(data);
  if (data !== undefined && data !== good) keep(data);
  return data ?? good;
}

/** The revision that an answer is from, where it says so. */
function revisionOf(data: unknown): string | undefined {
  const { catalog, plan } = (data ?? {}) as { catalog?: { revision?: string } | null; plan?: { base?: string } | null };
  return catalog?.revision ?? plan?.base;
}

/** Asks again when the catalog has moved on, also between the answer and the begin of the feed; a point of the past does not. */
function useFreshness(again: () => void, still: boolean, revision: string | undefined) {
  const newest = useNewest();
  const seen = useRef(newest);
  useEffect(() => {
    const moved = seen.current !== undefined && newest !== seen.current;
    seen.current = newest;
    if (still || newest === undefined) return;
    if (moved || (revision !== undefined && BigInt(revision) < BigInt(newest))) again();
  }, [newest, revision, again, still]);
}
