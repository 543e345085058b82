// An answer of the lineage query as what is drawn and what is listed.
import { useMemo } from "react";
import { arrange } from "../../graph/model/arrange";
import type { Answer, Reached } from "../../graph/model/answer";
import { readGroups, readItems, readPicture } from "../../graph/model/read";
import type { Scene } from "../../graph/model/scene";
import { type Entry, entriesOf } from "../../graph/list/entries";
import type { LineagePageQuery } from "./lineage.generated";
import { type Beside, besideOf } from "./beside";
import { isOf, passes } from "./passes";
import type { Reading } from "./reading";
import type { Between } from "./useBetween";
import { useWithDenied } from "./useDenied";
import type { Sight } from "../../graph/view/sight";
import { useTables } from "./useTables";
import type { View } from "./useView";
import type { Grouped, Whole } from "./useWhole";

export type Catalog = NonNullable<LineagePageQuery["catalog"]>;
export type Entity = NonNullable<Catalog["entity"]>;

export interface Shown {
  /** Undefined until all of it is there. */
  answer: Answer | undefined;
  scene: Scene | undefined;
  /** There is too much to draw or list each: what it is part of is drawn, and this says how much of it there is. */
  grouped: Grouped | undefined;
  /** How much of it is there, as long as that is not all. */
  reading: Reading | undefined;
  /** What was asked, each way, filtered as the drawing is. */
  upstream: Entry[];
  downstream: Entry[];
  /** How many were opened beside what was asked, and how many beside that lie between the two that are selected. */
  beside: Beside;
  between: number;
  /** What lies between the two, where nothing else is drawn. */
  only: Between | undefined;
  /** What was opened: `${slot} ${direction}`. */
  opened: Set<string>;
}

/** `sight` is what is in sight of the drawing before, `revision` the one of the answer. */
export function useShown(entity: Entity, whole: Whole, view: View, between: Between | undefined, sight: Sight, revision: string): Shown {
  const { picture, read, grouped, reading } = whole;
  const recorded = useMemo(() => {
    if (grouped) return readGroups(grouped.groups, [entity.id, ...entity.containers.map(({ id }) => id)]);
    return picture && readPicture(picture, [entity.id], entity.consumers);
  }, [picture, grouped, entity]);
  // The list needs no flows, and does not wait for them.
  const entities = useMemo(() => recorded ?? (read && readPicture(read, [entity.id], entity.consumers)), [recorded, read, entity]);
  const denied = view.flows.includes("denied");
  const answer = useWithDenied(recorded, denied);
  const upstream = useMemo(() => readItems(entity.upstream?.items.nodes ?? []), [entity]);
  const downstream = useMemo(() => readItems(entity.downstream?.items.nodes ?? []), [entity]);
  const asked = useMemo(() => new Set([...upstream, ...downstream].map(({ id }) => id)), [upstream, downstream]);
  const wanted = useMemo(() => new Set([...asked, ...(between?.ids ?? [])]), [asked, between]);
  const { grain, orientation, openings, filter, selected } = view;
  const isGrouped = grouped !== undefined;
  const only = view.flows.includes("selected") && !isGrouped ? between : undefined;
  // What is grouped is filtered already.
  const stays = useMemo(() => (isGrouped ? undefined : both(passes(filter), only && onWays(only))), [isGrouped, filter, only]);
  const opened = useMemo(() => new Set(openings.openings.flatMap(({ of, direction, depth }) => (depth === 0 ? [] : [`${of} ${direction}`]))), [openings]);
  const keep = useMemo(() => new Set(selected), [selected]);
  // Which steps are open is for the answer to say, and changes nothing until it comes: boxes are opened here.
  const boxes = JSON.stringify([[...openings.open], [...openings.closed], [...openings.whole]]);
  const wish = useMemo(() => {
    const [open, closed, whole] = (JSON.parse(boxes) as string[][]).map((ids) => new Set(ids));
    return { open: open!, closed: closed!, whole: whole! };
  }, [boxes]);
  const tables = useTables(isGrouped ? undefined : answer, sight, revision);
  const { near } = sight;
  const start = entity.id;
  const scene = useMemo(() => {
    const isStart = (of: { id: string; containers: string[] }) => !only && isOf(start)(of);
    const more = isGrouped ? {} : { asked: wanted, near, tables };
    if (!answer) return undefined;
    const scene = arrange(answer, { grain, orientation, ...wish, ...more, keep, denied, ...(stays && { stays: (of) => isStart(of) || stays(of) }) });
    return isGrouped ? withUnsent(scene, answer) : scene;
  }, [answer, grain, orientation, wish, wanted, keep, denied, near, tables, stays, start, isGrouped, only]);
  const listed = (items: Reached[]) => (entities ? entriesOf(entities, items) : []).filter(({ entity }) => !stays || stays(entity));
  const more = isGrouped || !answer ? [] : answer.drawn.filter((of) => !asked.has(of.id) && !isOf(start)(of) && (!stays || stays(of)));
  const joining = between ? onWays(between) : () => false;
  const beside = besideOf(more.filter((of) => !joining(of)), new Set(openings.openings.map(({ of }) => of)), wish.whole);
  return { answer, scene, grouped, reading, upstream: listed(upstream), downstream: listed(downstream), beside, between: more.filter(joining).length, only, opened };
}

/** Of a picture in groups, those that are too many to be sent are not drawn either. */
const withUnsent = (scene: Scene, { drawn, total }: Answer): Scene => ({ ...scene, left: { ...scene.left, boxes: scene.left.boxes + total - drawn.length } });

type Test = NonNullable<ReturnType<typeof passes>>;

const both = (one: Test | undefined, other: Test | undefined): Test | undefined => (one && other ? (of) => one(of) && other(of) : (one ?? other));

/** Whether something lies on the ways between two, or is one of them or in it. */
const onWays = ({ ids, ends }: Between): Test => ({ id, containers }) => ids.has(id) || ends.some((end) => containers?.includes(end.id));
