// The denied flows between what is drawn, asked for only by who wants to see them.
import { useMemo } from "react";
import { useAnswer } from "../../catalog/answer";
import type { Answer, Recorded } from "../../graph/model/answer";
import { DeniedDocument } from "./denied.generated";

/** The answer with the denied flows in it; as it is where they are not wanted, or have not come yet. */
export function useWithDenied(answer: Answer | undefined, wanted: boolean): Answer | undefined {
  const { data } = useAnswer(DeniedDocument, {}, { pause: !wanted });
  return useMemo(() => {
    const found = data?.catalog?.findings.nodes;
    if (!answer || !wanted || !found) return answer;
    const known = new Set([...answer.drawn.map(({ id }) => id), ...answer.places.keys()]);
    const flows = found.flatMap(({ entity, others }) => others.map((to): Recorded => ({ from: entity.id, to: to.id, precision: "EXACT", denied: true })));
    return { ...answer, flows: [...answer.flows, ...flows.filter(({ from, to }) => known.has(from) && known.has(to))] };
  }, [answer, wanted, data]);
}
