// How each kind of flow is drawn. None is told from another by colour alone: dash, width, head or mark differ too.
import { figure } from "../../catalog/count";
import type { Flow } from "../model/scene";

export type Tone = "edge" | "ink-3" | "bad" | "good";

export interface Stroke {
  tone: Tone;
  width: number;
  dash?: string;
  round?: boolean;
  head: "filled" | "hollow" | "none";
  /** What stands at the middle of the flow. */
  mark?: string;
}

export function strokeOf(flow: Flow): Stroke {
  const stroke = byKind(flow);
  if (flow.change === "removed") return { ...stroke, tone: "bad", width: Math.max(2, stroke.width), dash: "4 3", mark: "✕" };
  if (flow.change === "added") return { ...stroke, tone: "good", width: Math.max(2, stroke.width), mark: "+" };
  return stroke;
}

function byKind(flow: Flow): Stroke {
  switch (flow.kind) {
    case "exact":
      return { tone: "edge", width: 1.5, head: "filled" };
    case "coarse":
      return { tone: "edge", width: 1.5, dash: "7 5", head: "hollow", mark: "≈" };
    case "rollup":
      return rollUpStroke(flow);
    case "implied":
      return { tone: "edge", width: 1.5, dash: "0.1 5", round: true, head: "filled", mark: `${figure(flow.between)} hidden` };
    case "denied":
      return { tone: "ink-3", width: 1.25, head: "none", mark: "⊘" };
  }
}

/** A roll-up of coarse flows alone has their dash, hollow head and mark; its gaps grow with its width, to stay seen. */
function rollUpStroke({ count, precision }: Flow): Stroke {
  const width = rollUpWidth(count);
  const many = count > 1 ? `${figure(count)} flows` : "";
  if (precision === "EXACT") return { tone: "edge", width, head: "filled", ...(many && { mark: many }) };
  return { tone: "edge", width, dash: `${4 + 2 * width} ${3 + width}`, head: "hollow", mark: `≈ ${many}`.trim() };
}

/** Thicker by 0.75 for each doubling, at most 6. */
export function rollUpWidth(count: number): number {
  return Math.min(6, 2.5 + 0.75 * Math.log2(count));
}

/** What the legend says of the flows that are drawn, in the order of their importance. */
export function legendOf(flows: Flow[]): { label: string; flow: Flow }[] {
  const found = new Map<string, Flow>();
  for (const flow of flows) {
    const label = labelOf(flow);
    if (!found.has(label)) found.set(label, { ...flow, count: Math.max(flow.count, flow.kind === "rollup" ? 2 : 1) });
  }
  return labels.flatMap((label) => (found.has(label) ? [{ label, flow: found.get(label)! }] : []));
}

const labels = ["Exact", "Coarse", "Roll-up", "Coarse roll-up", "Implied", "Denied", "Removed", "Added"];

function labelOf({ change, kind, precision }: Flow): string {
  if (change) return change === "removed" ? "Removed" : "Added";
  const rollUp = precision === "EXACT" ? "Roll-up" : "Coarse roll-up";
  return { exact: "Exact", coarse: "Coarse", rollup: rollUp, implied: "Implied", denied: "Denied" }[kind];
}
