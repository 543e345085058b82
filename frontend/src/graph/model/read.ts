// The server's answer, as its query asks for it, in the words of the model.
import type { Answer, Consumer, Drawn, Hidden, Place, Precision, Reached, Team } from "./answer";
import type { Kind } from "./kinds";

/** A drawn entity or a place as it is answered. */
interface Pictured {
  upstream: number;
  downstream: number;
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
    drawn: picture.entities.nodes.map(drawn),
    places: new Map(picture.places.nodes.map((node) => [node.entity.id, place(node)])),
    flows: picture.flows.nodes.map(({ from, to, precision, denied }) => ({ from: from.id, to: to.id, precision, denied })),
    total: picture.entities.totalCount,
  };
}

/** What a roll-up answers: see map.graphql. */
export interface RollUpAnswer {
  entities: readonly { entity: Pictured["entity"] }[];
  flows: readonly { from: { id: string }; to: { id: string }; count: number; precision: Precision }[];
}

const nothing: Hidden = { UPSTREAM: 0, DOWNSTREAM: 0 };

/** Returns a roll-up as something to be drawn: each of its entities is closed, and says how many parts it has. */
export function readRollUp({ entities, flows }: RollUpAnswer, start: string[]): Answer {
  const drawn = entities.map(({ entity }) => ({ ...named(entity), input: false, containers: (entity.containers ?? []).map(({ id }) => id), hidden: nothing }));
  const around = entities.flatMap(({ entity }) => (entity.containers ?? []) as Pictured["entity"][]);
  const places = [...around, ...entities.map(({ entity }) => entity)].map((entity): [string, Place] => [entity.id, { ...named(entity), parts: partsOf(entity), hidden: nothing }]);
  return {
    start,
    drawn,
    places: new Map(places),
    flows: flows.map(({ from, to, count, precision }) => ({ from: from.id, to: to.id, count, precision })),
    consumers: [],
    total: entities.length,
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

function hidden(node: Pictured): Hidden {
  return { UPSTREAM: node.upstream, DOWNSTREAM: node.downstream };
}

function drawn(node: Pictured): Drawn {
  const containers = (node.entity.containers ?? []).map(({ id }) => id);
  const { direction, tags } = node.entity;
  return { ...named(node.entity), input: direction === "INPUT", containers, hidden: hidden(node), ...(tags?.length && { tags: [...tags] }) };
}

function place(node: Pictured): Place {
  const container = node.entity.container?.id;
  return { ...named(node.entity), parts: partsOf(node.entity), hidden: hidden(node), ...(container && { container }) };
}
