// One box: what stands in its header, its rows in the order of the flows, what it leaves out, and how large it is.
import type { Consumer, Drawn, Hidden } from "./answer";
import type { Entity } from "./line";
import { boxWidth } from "./measure";
import { footerHeight, headerHeight, inFlowOrder, stack } from "./rows";
import type { Box, Row } from "./scene";
import { type Table, tableHeight } from "./table";
import { tallyOf, type Within } from "./tally";

export interface Contents {
  /** The box itself and what it is part of, nearest first. */
  line: Entity[];
  /** The entities that are drawn in it. */
  members: Drawn[];
  /** What is a row, or the input port. */
  slots: Entity[];
  /** The rows that there would be more. */
  rest: Entity[];
  /** Flows within the box. */
  inner: ({ from: string; to: string } & Within)[];
  /** How many parts the box has directly below. */
  parts: number;
  /** The columns of datasets, as far as they are drawn. */
  tables: ReadonlyMap<string, Table>;
  /** Somebody asked for the parts that are not on the answer. */
  whole: boolean;
  /** There is more than the answer has. */
  partial: boolean;
  focus: boolean;
  context: boolean;
  consumers: Consumer[];
}

export function makeBox(c: Contents): Box {
  const entity = c.line[0]!;
  const inputs = c.slots.filter(isInput);
  const pin = inputs.length === 1 ? inputs[0] : undefined;
  const rows = inFlowOrder(c.slots.filter((row) => row !== pin), c.inner).map((row) => asRow(row, c.tables));
  const collapsed = rows.length === 0 && !pin;
  const box: Box = {
    ...header(entity),
    within: c.line.slice(1).map((place) => place.name).reverse().join(" / "),
    division: divisionOf(c.line),
    rows,
    ...(pin && { pin: { ...asRow(pin, c.tables), y: headerHeight / 2 } }),
    members: c.members.filter((member) => member.id !== entity.id).length,
    parts: c.parts,
    others: others(entity.id, c),
    whole: c.whole,
    rest: c.rest.map(({ id, kind, name }) => ({ id, kind, name })),
    cut: c.rest.length,
    collapsed,
    ...(collapsed && withTable(entity.id, c.tables)),
    focus: c.focus,
    context: c.context,
    hidden: collapsed ? entity.hidden : nothing,
    around: entity.hidden,
    undrawn: entity.undrawn ?? 0,
    tally: tallyOf(entity, c.members, c.inner),
    ...(c.partial && { partial: true }),
    consumers: c.consumers,
    width: boxWidth(entity.name, [entity.formerOwner?.name, entity.owner?.name].filter(Boolean).join(" + "), rows.map((row) => row.name)),
    height: 0,
  };
  box.height = heightOf(box, stack(rows, c.inner));
  return box;
}

/** The same box with its rows in another order. `inner` are the flows within it. */
export function reordered(box: Box, rows: readonly string[], inner: Contents["inner"]): Box {
  const known = new Map(box.rows.map((row) => [row.id, row]));
  const again = { ...box, rows: rows.map((id) => ({ ...known.get(id)! })) };
  again.height = heightOf(again, stack(again.rows, inner));
  return again;
}

export function divisionOf(line: Entity[]): string | undefined {
  return line.find((entity) => entity.kind === "DIVISION")?.id;
}

/** How many parts directly below a box have nothing on the answer. */
function others(box: string, { members, parts }: Contents): number {
  const below = new Set<string>();
  for (const { id, containers } of members) {
    const line = [id, ...containers];
    const at = line.indexOf(box);
    if (at > 0) below.add(line[at - 1]!);
  }
  return Math.max(0, parts - below.size);
}

function isInput(entity: Entity): boolean {
  return "input" in entity && entity.input;
}

function header(entity: Entity) {
  return {
    id: entity.id,
    kind: entity.kind,
    name: entity.name,
    owner: entity.owner ?? null,
    conflict: entity.conflict === true,
    ...(entity.formerOwner !== undefined && { formerOwner: entity.formerOwner }),
    ...("change" in entity && entity.change && { change: entity.change }),
  };
}

const nothing: Hidden = { UPSTREAM: 0, DOWNSTREAM: 0 };

const withTable = (id: string, tables: Contents["tables"]) => {
  const table = tables.get(id);
  return table && { table };
};

function asRow(entity: Entity, tables: Contents["tables"]): Row {
  return {
    id: entity.id,
    kind: entity.kind,
    name: entity.name,
    input: isInput(entity),
    hidden: entity.hidden,
    undrawn: entity.undrawn ?? 0,
    y: 0,
    ...withTable(entity.id, tables),
    ...(entity.finding !== undefined && { finding: entity.finding }),
    ...("change" in entity && entity.change && { change: entity.change }),
    ...("severity" in entity && entity.severity && { severity: entity.severity }),
  };
}

/** A box ends with footers that say what else it holds, or with a little room. */
function heightOf(box: Box, rowsEnd: number): number {
  if (box.collapsed) return headerHeight + tableHeight(box.table) + (box.parts > 0 ? footerHeight : 0);
  const footers = (box.cut ? 1 : 0) + (box.others || box.whole ? 1 : 0);
  return rowsEnd + (footers ? footers * footerHeight : 8);
}
