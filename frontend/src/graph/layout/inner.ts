// Flows within a box: down from row to row, along a thin rail from the input port, and back up on the right where they
// close a cycle. All places are from the corner of the box.
import { figure } from "../../catalog/count";
import { headerHeight } from "../model/rows";
import type { Box, Flow } from "../model/scene";
import type { Point } from "./layout";
import { slotHeights } from "./slots";

export interface InnerFlow {
  flow: Flow;
  path: string;
  head: string;
  mark?: { at: Point; text: string };
}

const rail = 13; // from the left border, and for what runs back from the right one
const glyph = 33; // the middle of a row's glyph
const rowStart = 24;

export function innerFlows(box: Box, flows: Flow[]): InnerFlow[] {
  const heights = slotHeights(box);
  const order = new Map([...heights].sort((a, b) => a[1] - b[1]).map(([slot], i) => [slot, i]));
  return flows.flatMap((flow) => {
    const from = heights.get(flow.from);
    const to = heights.get(flow.to);
    if (from === undefined || to === undefined) return [];
    return [{ flow, ...draw(box, flow, from, to, order.get(flow.to)! - order.get(flow.from)!) }];
  });
}

function draw(box: Box, flow: Flow, from: number, to: number, steps: number): Omit<InnerFlow, "flow"> {
  if (steps <= 0 || to < from) return back(box, flow, from, to);
  const isRow = (slot: string) => slot !== box.pin?.id && slot !== box.id;
  if (steps === 1 && isRow(flow.from)) return { path: `M${glyph},${from + 9}V${to - 9}`, head: `M${glyph - 4},${to - 14}L${glyph},${to - 8}L${glyph + 4},${to - 14}Z` };
  const begin = isRow(flow.from) ? `M${rowStart - 2},${from}H${rail + 4}Q${rail},${from} ${rail},${from + 4}` : start(box, flow);
  return {
    path: `${begin}V${to - 4}Q${rail},${to} ${rail + 4},${to}H${rowStart - 4}`,
    head: `M${rowStart - 6},${to - 4}L${rowStart},${to}L${rowStart - 6},${to + 4}Z`,
  };
}

/** From the ring on the border, or from the header. */
function start(box: Box, flow: Flow): string {
  return flow.from === box.pin?.id ? `M6,27Q${rail},31 ${rail},${headerHeight - 3}` : `M${rail},${headerHeight - 12}`;
}

function back(box: Box, flow: Flow, from: number, to: number): Omit<InnerFlow, "flow"> {
  const edge = box.width - rowStart;
  const x = box.width - rail;
  const end = from === to ? to + 9 : to;
  const way = from === to ? `M${edge},${from - 4}H${x}V${end}` : `M${edge},${from}H${x}V${end}`;
  return {
    path: `${way}H${edge + 4}`,
    head: `M${edge + 6},${end - 4}L${edge},${end}L${edge + 6},${end + 4}Z`,
    mark: { at: { x: x - 2, y: (from + end) / 2 }, text: `↺ ${figure(flow.cycle || 1)}` },
  };
}
