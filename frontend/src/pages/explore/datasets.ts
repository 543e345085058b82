// Which datasets open from near by.
import { type Answer, lookUp } from "../../graph/model/answer";
import { lineUp } from "../../graph/model/line";
import type { Sight } from "../../graph/view/sight";

/** The datasets of an answer that are in boxes in sight, or such boxes themselves. Linear in the answer. */
export function datasetsIn(answer: Answer | undefined, { near, boxes }: Sight): string[] {
  if (!answer || !near) return [];
  const seen = new Set(boxes);
  const find = lookUp(answer);
  const datasets = [...answer.drawn, ...answer.places.values()].filter(({ kind }) => kind === "DATASET").map(({ id }) => id);
  return [...new Set(datasets)].filter((id) => lineUp(id, find).some((entity) => seen.has(entity.id)));
}
