// The plan is in the address and nowhere else; here it is read and changed. The names in it are asked for once.
import { useCallback, useMemo } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useAnswer } from "../../catalog/answer";
import type { Search } from "../../url/parameters";
import { allIdsIn, lastSegment, placedName, type Change, type NameOf } from "./changes";
import { NamedDocument, type NamedQuery } from "./named.generated";

export type Named = Extract<NonNullable<NamedQuery["nodes"][number]>, { name: string }>;

export interface Plan {
  changes: readonly Change[];
  name: NameOf;
  /** What the catalog knows of an ID; undefined where it does not, or not yet. */
  find: (id: string) => Named | undefined;
  /** Another plan, which is a step to go back from. */
  set: (changes: readonly Change[]) => void;
  add: (...changes: Change[]) => void;
  /** Another look at the same plan. */
  look: (to: Partial<Search>) => Promise<void>;
}

const none: readonly Change[] = [];

export function usePlan(): Plan {
  const { plan: changes = none } = useSearch({ from: "/change" });
  const navigate = useNavigate({ from: "/change" });
  const find = useNames(changes);
  const name = useCallback(
    (id: string) => {
      const found = find(id);
      return found ? placedName(found) : lastSegment(id);
    },
    [find],
  );
  const set = useCallback(
    (plan: readonly Change[]) => void navigate({ to: ".", search: ({ at }) => ({ at, ...(plan.length > 0 && { plan }) }), resetScroll: false }),
    [navigate],
  );
  const look = useCallback((to: Partial<Search>) => navigate({ to: ".", search: (before) => ({ ...before, ...to }), replace: true, resetScroll: false }), [navigate]);
  const add = useCallback((...more: Change[]) => set([...changes, ...more]), [changes, set]);
  return { changes, name, find, set, add, look };
}

function useNames(changes: readonly Change[]): Plan["find"] {
  const ids = useMemo(() => allIdsIn(changes).slice(0, 1000), [changes]);
  const { data } = useAnswer(NamedDocument, { ids }, { pause: ids.length === 0 });
  return useMemo(() => {
    const known = new Map((data?.nodes ?? []).flatMap((node) => (node && "name" in node ? [[node.id, node]] : [])));
    return (id) => known.get(id);
  }, [data]);
}
