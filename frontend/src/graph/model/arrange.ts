// An answer as a scene: boxes with rows, and flows between them. Pure: the same answer and view give the same scene.
import { type Answer, type Drawn, lookUp } from "./answer";
import { divisionOf, makeBox } from "./box";
import { cycleSizes } from "./cycles";
import { filtered } from "./filter";
import { closedBoxes, firstRows } from "./group";
import { impliedBetween } from "./implied";
import { type Grain, openedTo } from "./kinds";
import { type Entity, type Find, lineUp } from "./line";
import { type End, merged } from "./merge";
import { type Placement, placing } from "./places";
import { type Box, cutSlot, type Flow, flowsWithin, type Orientation, type Scene } from "./scene";
import type { Table } from "./table";
import { areTooMany, type Draft, isTooMuch, isTooMuchBeside, trimmed } from "./trim";

export interface View {
  grain: Grain;
  /** Left out: from left to right. */
  orientation?: Orientation;
  /** What a filter lets be seen. */
  stays?: (entity: Drawn) => boolean;
  /** Boxes that somebody opened or closed. */
  open?: Set<string>;
  closed?: Set<string>;
  /** Boxes whose other parts were asked for. */
  whole?: Set<string>;
  /** Entities that are drawn as themselves whatever else is grouped or cut: the selected path. */
  keep?: Set<string>;
  /** It is seen from near by: boxes open to their datasets, and these to the columns that are known of them. */
  near?: boolean;
  tables?: ReadonlyMap<string, Table>;
  /** Denied flows are drawn. */
  denied?: boolean;
  /** There is more than the answer has: what boxes count is at least so many. */
  partial?: boolean;
  /** What belongs to the answer; all else that is drawn was opened beside it. Left out: everything does. */
  asked?: Set<string>;
}

/** Which boxes are closed for the sake of a drawing: none but for their many rows, all others than what was asked about, or that too. */
type Close = "many" | "others" | "asked";

/**
 * Draws an answer as far as it can be without places on the canvas: where that is too much, with all boxes closed but what was asked
 * about, where that has too many flows itself, closed too, else divisions, and of what is too much even so as much as anybody can
 * follow. Linear in it, but for the order of each box's rows and of what is trimmed.
 */
export function arrange(answer: Answer, view: View): Scene {
  let draft = arrangeAt(answer, view);
  if (isTooMuch(draft) && !draft.scene.grouped && isOpen(draft.scene)) draft = arrangeAt(answer, view, "others");
  if (isTooMuch(draft) && areTooMany(draft.scene.flows, asked(draft.scene))) {
    const all = arrangeAt(answer, view, "asked");
    if (all.scene.flows.length < draft.scene.flows.length) draft = all;
  }
  if (isTooMuchBeside(draft) && view.grain !== "division" && isLessAsDivisions(draft.scene)) {
    const divisions = arrangeAt(answer, { ...view, grain: "division" }, "others");
    draft = { ...divisions, scene: { ...divisions.scene, grouped: true } };
  }
  return trimmed(draft);
}

const isOpen = ({ boxes }: Scene): boolean => boxes.some(({ collapsed }) => !collapsed);

/** The open boxes of what was asked about. */
const asked = ({ boxes }: Scene): Set<string> => new Set(boxes.filter(({ focus, collapsed }) => focus && !collapsed).map(({ id }) => id));

/** Whether divisions are fewer than the boxes, and more than one: that would say nothing. */
function isLessAsDivisions({ boxes }: Scene): boolean {
  const { size } = new Set(boxes.map(({ id, division = id }) => division));
  return size > 1 && size < boxes.length;
}

function arrangeAt(answer: Answer, view: View, close: Close = "many"): Draft {
  const { drawn, flows, hidden } = filtered(answer, view.stays ?? (() => true));
  const plan = new Plan(answer, view, drawn, close);
  const links = flows.filter((flow) => view.denied || !flow.denied);
  const end = (id: string) => plan.end(id);
  const between = merged(links, end, impliedBetween(answer.flows, hidden, end));
  markCycles(between);
  const scene: Scene = {
    orientation: view.orientation ?? "right",
    boxes: plan.boxes(between),
    flows: between,
    showing: drawn.filter((entity) => !plan.isStart(entity.id)).length,
    of: answer.total,
    grouped: plan.grouped,
    left: { boxes: 0, flows: 0, ways: 0 },
  };
  return { scene, kept: plan.kept };
}

const noTables: ReadonlyMap<string, Table> = new Map();

function markCycles(flows: Flow[]): void {
  const sizes = cycleSizes(flows.filter((flow) => flow.kind !== "denied"));
  for (const flow of flows) {
    const size = sizes.get(flow.from) ?? 0;
    flow.cycle = size === sizes.get(flow.to) ? size : 0;
  }
}

/** What a box holds: the entities that are drawn in it, and which of them are slots of their own. */
interface Content {
  members: Drawn[];
  slots: Entity[];
  drawn: Set<string>; // the slots that are not cut
}

/** Decides which entity is drawn where. */
class Plan {
  readonly grouped: boolean;
  /** The boxes of what was asked about, selected or opened. */
  readonly kept: Set<string>;
  private readonly find: Find;
  private readonly place: (id: string) => Placement | undefined;
  private readonly start: Set<string>;
  private readonly closed: Set<string>;
  private readonly contents = new Map<string, Content>();
  private readonly ends = new Map<string, End | undefined>();

  constructor(
    private readonly answer: Answer,
    private readonly view: View,
    drawn: Drawn[],
    close: Close,
  ) {
    this.find = lookUp(answer);
    this.place = placing(answer, view.grain, view.near ? openedTo(view.grain) : view.grain);
    this.start = new Set(answer.start);
    for (const entity of drawn) this.put(entity);
    for (const [box, content] of this.contents) content.slots = this.slots(box, content.members);
    const placesOf = (ids: Iterable<string>) => [...ids].flatMap((id) => this.place(id) ?? []);
    const selected = placesOf(view.keep ?? []);
    const keep = [...selected, ...placesOf(answer.start)];
    const stay = close === "asked" ? selected : keep;
    const wish = { open: view.open ?? new Set(), closed: view.closed ?? new Set(), keep: new Set(stay.map((place) => place.box)) };
    this.kept = new Set([...keep.map((place) => place.box), ...wish.open]);
    this.closed = closedBoxes(new Map([...this.contents].map(([box, { slots }]) => [box, slots.length])), wish, close !== "many");
    this.grouped = [...this.contents].some(([box, { slots }]) => slots.length > 0 && this.closed.has(box) && !wish.closed.has(box));
    const kept = new Set(keep.map((place) => place.slot));
    for (const [box, content] of this.contents) {
      const rows = wish.open.has(box) ? content.slots : firstRows(content.slots, kept);
      if (!this.closed.has(box)) content.drawn = new Set(rows.map((row) => row.id));
    }
  }

  private put(entity: Drawn): void {
    const { box } = this.place(entity.id)!;
    const content = this.contents.get(box);
    if (content) content.members.push(entity);
    else this.contents.set(box, { members: [entity], slots: [], drawn: new Set() });
  }

  private slots(box: string, members: Drawn[]): Entity[] {
    const slots = new Set(members.map((entity) => this.place(entity.id)!.slot));
    slots.delete(box);
    return [...slots].flatMap((slot) => this.find(slot) ?? []);
  }

  /** What was asked about, and its parts. */
  isStart(id: string): boolean {
    return lineUp(id, this.find).some((entity) => this.start.has(entity.id));
  }

  /** Where flows of an entity begin and end. What is no row, such as a product whose ports are, begins at the header. */
  end(id: string): End | undefined {
    if (!this.ends.has(id)) this.ends.set(id, this.endOf(id));
    return this.ends.get(id);
  }

  private endOf(id: string): End | undefined {
    const place = this.place(id);
    const content = place && this.contents.get(place.box);
    if (!content) return undefined;
    const { box, slot } = place;
    const division = divisionOf(lineUp(box, this.find));
    if (this.closed.has(box) || content.drawn.has(slot)) return { box, slot: this.closed.has(box) ? box : slot, division };
    return { box, slot: content.slots.some((row) => row.id === slot) ? cutSlot(box) : box, division };
  }

  boxes(flows: Flow[]): Box[] {
    const inner = flowsWithin(flows);
    return [...this.contents].map(([id, content]) => this.box(id, content, inner.get(id) ?? []));
  }

  private box(id: string, { members, slots, drawn }: Content, inner: Flow[]): Box {
    const rows = slots.filter((row) => drawn.has(row.id));
    const focus = members.some((member) => this.isStart(member.id));
    return makeBox({
      line: lineUp(id, this.find),
      members,
      slots: rows,
      rest: this.closed.has(id) ? [] : slots.filter((row) => !drawn.has(row.id)),
      inner,
      parts: this.answer.places.get(id)?.parts ?? 0,
      tables: (this.view.near && this.view.tables) || noTables,
      whole: this.view.whole?.has(id) === true,
      partial: this.view.partial === true,
      focus,
      context: this.view.asked !== undefined && !focus && !members.some((member) => this.view.asked!.has(member.id)),
      consumers: members.some((member) => this.start.has(member.id)) ? this.answer.consumers : [],
    });
  }
}
