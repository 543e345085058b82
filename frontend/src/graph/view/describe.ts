// What a slot is, in words, for who walks through the drawing without seeing it.
import { count, figure } from "../../catalog/count";
import type { Handle } from "../layout/handles";
import type { Box, Flow, Scene } from "../model/scene";
import { countOf, waysIn } from "../model/trim";

export function describe({ boxes, flows }: Scene, slot: string): string {
  const box = boxes.find((box) => box.id === slot);
  if (box) {
    const said = [box.name, ownerSaid(box), ...(box.parts > 0 ? [count(box.parts, "part")] : [])];
    return [...said, flowsAt(flows, ({ fromBox, toBox }) => [fromBox === slot, toBox === slot])].join(", ");
  }
  for (const box of boxes) {
    const row = rowOf(box, slot);
    if (row) return `${row.name} in ${box.name}, ${flowsAt(flows, ({ from, to }) => [from === slot, to === slot])}`;
  }
  return "More rows";
}

const ownerSaid = ({ owner, conflict }: Box): string => owner?.name ?? (conflict ? "two owners" : "no owner");

/** "1 flow in, 3 out, 2 of them coarse": the flows that lead in or out, as many as each line stands for. What is denied or implied is none. */
function flowsAt(flows: Flow[], ends: (flow: Flow) => [from: boolean, to: boolean]): string {
  let [into, out, coarse] = [0, 0, 0];
  for (const flow of flows) {
    const [from, to] = ends(flow);
    if (from === to || flow.kind === "denied" || flow.kind === "implied") continue;
    if (from) out += flow.count;
    else into += flow.count;
    if (flow.precision === "COARSE") coarse += flow.count;
  }
  return `${count(into, "flow")} in, ${figure(out)} out${coarse ? `, ${figure(coarse)} of them coarse` : ""}`;
}

export function nameOf(boxes: Box[], slot: string): string {
  for (const box of boxes) {
    if (box.id === slot) return box.name;
    const row = rowOf(box, slot);
    if (row) return row.name;
  }
  return slot;
}

const rowOf = (box: Box, slot: string) => (box.pin?.id === slot ? box.pin : box.rows.find((row) => row.id === slot));

/** "16 domains"; "300 of 5,000 domains" where the others are too many to be drawn. */
export const boxesSaid = ({ boxes, left }: Pick<Scene, "boxes" | "left">, word: string): string =>
  left.boxes ? `${figure(boxes.length)} of ${count(boxes.length + left.boxes, word)}` : count(boxes.length, word);

/** What goes behind that where not all flows are drawn: how many are, and how to see the others. */
export function leftSaid({ flows, left }: Pick<Scene, "flows" | "left">): string {
  if (!left.flows && !left.ways) return "";
  const [drawn, ways] = [countOf(flows), waysIn(flows)];
  const recorded = left.flows > 0 && `${figure(drawn)} of ${count(drawn + left.flows, "flow")}, the largest`;
  const implied = left.ways > 0 && `${figure(ways)} of ${count(ways + left.ways, "way")} through what is hidden`;
  return `, with ${[recorded, implied].filter(Boolean).join(" and ")}. Select a box to see all of its.`;
}

/** What a click on a handle brings: "Show 3 upstream of Sale"; of a whole of which not all is drawn "Show 34: 1 upstream of Division X, and 33 of Division X itself". */
export function brings({ name, count: all, own }: Pick<Handle, "name" | "count" | "own">, which: "upstream" | "downstream"): string {
  if (!own) return `Show ${figure(all)} ${which} of ${name}`;
  return `Show ${figure(all)}: ${figure(all - own)} ${which} of ${name}, and ${figure(own)} of ${name} itself`;
}
