// What is drawn, as a Mermaid flowchart: the same boxes, rows and flows, whichever way was asked, filtered and opened.
import { count } from "../../catalog/count";
import { type Box, cutSlot, type Flow, type Scene } from "../model/scene";
import { restOf, shownOf, type Table } from "../model/table";

export function mermaidOf({ boxes, flows }: Scene): string {
  const inside = new Set(flows.filter((flow) => flow.fromBox === flow.toBox).flatMap(({ from, to }) => [from, to]));
  const names = new Map<string, string>();
  const name = (slot: string) => names.get(slot) ?? (names.set(slot, `n${names.size}`), names.get(slot)!);
  const lines = boxes.flatMap((box) => boxLines(box, name, inside.has(box.id)));
  return ["flowchart LR", ...lines.map((line) => `  ${line}`), ...flows.map((flow) => `  ${flowLine(flow, name)}`)].join("\n") + "\n";
}

/** Without rows a node, else a subgraph. Flows of the box itself join the subgraph, but those within it need a node for that. */
function boxLines(box: Box, name: (slot: string) => string, header: boolean): string[] {
  const title = quoted(`${box.name} · ${box.owner?.name ?? (box.conflict ? "two owners" : "no owner")}`);
  if (box.collapsed) return shapeOf(box.id, title, box.table, name);
  const rows = [...(box.pin ? [box.pin] : []), ...box.rows];
  const own = header ? [`  ${name(box.id)}([${quoted(box.name)}])`] : [];
  const cut = box.cut ? [`  ${name(cutSlot(box.id))}[${quoted(`${box.cut} more`)}]`] : [];
  const id = header ? `${name(box.id)}box` : name(box.id);
  return [`subgraph ${id}[${title}]`, ...own, ...rows.flatMap((row) => shapeOf(row.id, quoted(row.name), row.table, name).map((line) => `  ${line}`)), ...cut, "end"];
}

/** A node; of a dataset whose columns are drawn a subgraph of these, which flows join as well. */
function shapeOf(id: string, title: string, table: Table | undefined, name: (slot: string) => string): string[] {
  if (!table) return [`${name(id)}[${title}]`];
  const columns = shownOf(table).map((column) => `  ${name(column.id)}[${quoted([column.name, column.type].filter(Boolean).join(" · "))}]`);
  const rest = restOf(table) > 0 ? [`  ${name(cutSlot(id))}[${quoted(count(restOf(table), "more column"))}]`] : [];
  return [`subgraph ${name(id)}[${title}]`, ...columns, ...rest, "end"];
}

function flowLine(flow: Flow, name: (slot: string) => string): string {
  const [from, to] = [name(flow.from), name(flow.to)];
  const change = flow.change ? `${flow.change} ` : "";
  switch (flow.kind) {
    case "exact":
      return change ? `${from} -->|${flow.change}| ${to}` : `${from} --> ${to}`;
    case "coarse":
      return `${from} -.->|${change}coarse| ${to}`;
    case "rollup":
      return `${from} ${flow.precision === "EXACT" ? "==>" : "-.->"}|${change}${count(flow.count, flow.precision === "EXACT" ? "flow" : "coarse flow")}| ${to}`;
    case "implied":
      return `${from} -.->|${flow.between} hidden| ${to}`;
    case "denied":
      return `${from} -.-|denied| ${to}`;
  }
}

/** Names are inert: whatever Mermaid or a browser could take for something else is a number. */
function quoted(text: string): string {
  return `"${text.replaceAll(/[^\p{L}\p{N} .,:;()·_/+-]/gu, (letter) => `#${letter.codePointAt(0)};`)}"`;
}
