// The server's answer, as its query asks for it, in the words of the model.
import type { Answer, Consumer, Drawn, Hidden, Place, Precision, Reached, Team } from "./answer";
import type { Kind } from "./kinds";

/** A drawn entity or a place as it is answered; where nobody counted what one step more would bring, without that. */
interface Pictured {
  upstream?: number;
  downstream?: number;
  undrawn?: number;
  alsoWithin?: readonly { id: string; name: string }[];
  entity: {
    id: string;
    kind: Kind;
    name: string;
    owner?: Team | null;
    ownership?: { status: string };
    containers?: readonly { id: string }[];
    container?: { id: string } | null;
    parts?: { totalCount: number };
    direction?: string | null;
    tags?: readonly string[];
  };
}

interface FlowAnswer {
  from: { id: string };
  to: { id: string };
  precision: Precision;
  denied: boolean;
}

/** What the query of a picture answers: see picture.graphql. */
export interface PictureAnswer {
  entities: { totalCount: number; nodes: readonly Pictured[] };
  places: { nodes: readonly Pictured[] };
  flows: { nodes: readonly FlowAnswer[] };
}

export interface ItemAnswer {
  entity: { id: string };
  depth: number;
  precision: Precision;
}

/** Returns what a picture says of a start and who consumes that. */
export function readPicture(picture: PictureAnswer, start: string[], consumers: readonly Consumer[]): Answer {
  return {
    start,
    consumers: [...consumers],
    drawn: picture.entities.nodes.map((node) => drawn(node)),
    places: new Map(picture.places.nodes.map((node) => [node.entity.id, place(node)])),
    flows: picture.flows.nodes.map(({ from, to, precision, denied }) => ({ from: from.id, to: to.id, precision, denied })),
    total: picture.entities.totalCount,
  };
}

/** What a roll-up answers: see map.graphql. */
export interface RollUpAnswer {
  entities: readonly { entity: Pictured["entity"] & { containers: readonly Pictured["entity"][] } }[];
  flows: readonly RolledFlow[];
}

/** What a picture from farther away answers: see groups.graphql. */
export interface GroupsAnswer {
  groups: readonly Pictured[];
  totalCount: number;
  places: readonly Pictured[];
  flows: readonly RolledFlow[];
}

interface RolledFlow {
  from: { id: string };
  to: { id: string };
  count: number;
  precision: Precision;
  /** Of ways through what a filter hides: how many entities that is. */
  between?: number;
}

/** Returns a roll-up as something to be drawn: each of its entities is closed, and says how many parts it has. */
export function readRollUp({ entities, flows }: RollUpAnswer, start: string[]): Answer {
  const around = new Map(entities.flatMap(({ entity }) => entity.containers).map((entity) => [entity.id, { entity }]));
  return readGroups({ groups: entities, totalCount: entities.length, places: [...around.values()], flows }, start);
}

/** Returns a picture from farther away as something to be drawn. `line` is what was asked about and what that is part of, nearest first: the first of these that is drawn is the start. */
export function readGroups({ groups, totalCount, places, flows }: GroupsAnswer, line: string[]): Answer {
  const all = new Map([...places, ...groups].map((node) => [node.entity.id, place(node)]));
  const around = (id: string | undefined): string[] => (id === undefined ? [] : [id, ...around(all.get(id)?.container)]);
  const boxes = groups.map((node) => drawn(node, around(node.entity.container?.id)));
  const isDrawn = new Set(boxes.map(({ id }) => id));
  const [about] = line;
  const inside = boxes.some(({ containers }) => containers.includes(about!));
  return {
    start: about === undefined ? [] : [inside ? about : (line.find((id) => isDrawn.has(id)) ?? about)],
    drawn: boxes,
    places: all,
    flows: flows.map(({ from, to, count, precision, between }) => ({ from: from.id, to: to.id, count, precision, ...(between && { between }) })),
    consumers: [],
    total: totalCount,
  };
}

export function readItems(nodes: readonly ItemAnswer[]): Reached[] {
  return nodes.map(({ entity, depth, precision }) => ({ id: entity.id, depth, precision }));
}

function named(entity: Pictured["entity"]) {
  return {
    id: entity.id,
    kind: entity.kind,
    name: entity.name,
    owner: entity.owner ?? null,
    conflict: entity.ownership?.status === "CONFLICT",
  };
}

const partsOf = ({ parts }: Pictured["entity"]): number => parts?.totalCount ?? 0;

function hidden({ upstream = 0, downstream = 0 }: Pictured): Hidden {
  return { UPSTREAM: upstream, DOWNSTREAM: downstream };
}

const unseen = ({ undrawn }: Pictured) => (undrawn ? { undrawn } : {});

function drawn(node: Pictured, containers = (node.entity.containers ?? []).map(({ id }) => id)): Drawn {
  const { entity: { direction, tags }, alsoWithin } = node;
  return {
    ...named(node.entity),
    input: direction === "INPUT",
    containers,
    hidden: hidden(node),
    ...unseen(node),
    ...(tags?.length && { tags: [...tags] }),
    ...(alsoWithin?.length && { alsoWithin: [...alsoWithin] }),
  };
}

function place(node: Pictured): Place {
  const container = node.entity.container?.id;
  return { ...named(node.entity), parts: partsOf(node.entity), hidden: hidden(node), ...unseen(node), ...(container && { container }) };
}
