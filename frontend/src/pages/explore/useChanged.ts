// What a commit changed of what is drawn: it gets a ring for a moment, and nothing else of the view moves.
import { useEffect, useRef, useState } from "react";
import type { Answer, Drawn } from "../../graph/model/answer";

const ring = 600;
const none: Set<string> = new Set();

/** The entities that differ from the answer before, for 600 ms after a later revision came. */
export function useChanged(answer: Answer | undefined, revision: string): Set<string> {
  const [changed, show] = useState(none);
  const before = useRef<{ answer: Answer; revision: string }>(undefined);
  useEffect(() => {
    if (!answer) return;
    const last = before.current;
    before.current = { answer, revision };
    if (!last || last.revision === revision) return;
    show(differing(last.answer, answer));
    const timer = setTimeout(() => show(none), ring);
    return () => clearTimeout(timer);
  }, [answer, revision]);
  return changed;
}

/** New entities, those that are called or owned otherwise, and the ends of flows that are new. */
export function differing(before: Answer, after: Answer): Set<string> {
  const said = ({ name, owner, conflict }: Pick<Drawn, "name" | "owner" | "conflict">) => [name, owner?.id, conflict].join("\n");
  const all = ({ drawn, places }: Answer) => new Map([...drawn, ...places.values()].map((entity) => [entity.id, said(entity)]));
  const then = all(before);
  const changed = [...all(after)].filter(([id, text]) => then.get(id) !== text).map(([id]) => id);
  const flows = new Set(before.flows.map(({ from, to, precision }) => [from, to, precision].join(" ")));
  const fresh = after.flows.filter(({ from, to, precision }) => !flows.has([from, to, precision].join(" ")));
  return new Set([...changed, ...fresh.flatMap(({ from, to }) => [from, to])]);
}
