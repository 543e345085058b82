// A plan's pictures as what is drawn: before, after, or both as one with what goes and what comes.
import type { Answer, Consumer, Severity } from "../../graph/model/answer";
import { planned } from "../../graph/model/plan";
import { readPicture } from "../../graph/model/read";
import type { Show } from "../../url/parameters";
import type { Change } from "./changes";
import type { Answered } from "./Consequences";
import type { Affected } from "./usePictures";
import type { PlanPictureFragment } from "./pictures.generated";

const empty: Answer = { start: [], drawn: [], places: new Map(), flows: [], consumers: [], total: 0 };

interface State {
  picture?: PlanPictureFragment;
  entity?: { consumers: readonly Consumer[] } | null;
}

interface Pictures {
  before: State;
  after: State;
}

export function shownOf({ before, after }: Pictures, { impact }: Answered, affected: Affected, show: Show, changes: readonly Change[]): Answer {
  const start = startOf(changes);
  const [was, is] = [read(before, start), read(after, start)];
  if (show === "before") return was;
  if (show === "after") return is;
  const severities = new Map(affected.map(({ entity, severity }): [string, Severity] => [entity.id, severity]));
  return planned(was, is, severities, new Map(impact.findings.map(({ entity, message }) => [entity.id, message])));
}

/** What the changes are about, of what may be drawn. */
export const startOf = (changes: readonly Change[]): string[] =>
  changes.flatMap(({ alter, handOver, move, remove }) => alter?.id ?? handOver?.entity ?? move?.id ?? remove?.id ?? []);

/** A picture without handles: a plan shows what it concerns, and more of it is Explore's. */
function read({ picture, entity }: State, start: string[]): Answer {
  if (!picture) return empty;
  const { entities, places, flows } = picture;
  const answer = readPicture({ entities: { ...entities, nodes: entities.nodes.map(shut) }, places: { nodes: places.nodes.map(shut) }, flows }, start, entity?.consumers ?? []);
  const there = new Set([...answer.drawn.map(({ id }) => id), ...answer.places.keys()]);
  return { ...answer, start: start.filter((id) => there.has(id)) };
}

const shut = <Node,>(node: Node) => ({ ...node, upstream: 0, downstream: 0 });
