// The answer as a list beside the picture: by step, by team, who consumes it, and the ways between two.
import { figure } from "../../catalog/count";
import { type Ref, Suspense, useMemo } from "react";
import { Chip } from "../../atoms/Chip";
import type { Fault } from "../../catalog/fault";
import type { Precision } from "../../graph/model/answer";
import { ConsumerList } from "../../graph/list/Consumers";
import { byPrecision, byStep, byTeam, type Entry } from "../../graph/list/entries";
import { SideList } from "../../graph/list/SideList";
import { type Tab, Tabs } from "../../graph/list/Tabs";
import listClasses from "../../graph/list/list.module.css";
import type { Actions } from "../../graph/view/actions";
import { eachOnce, footOf, type Side } from "./foot";
import { PanelFoot } from "./PanelFoot";
import type { Between } from "./useBetween";
import { useLongList } from "./useLongList";
import type { Entity, Shown } from "./useScene";
import { type Moves, pairOf, type View } from "./useView";
import { later } from "../../states/later";

/** Loaded when something is selected: until then nobody asks why, or for ways. */
const Why = later(() => import("./Why"), ({ Why }) => Why);
const Ways = later(() => import("./Ways"), ({ Ways }) => Ways);
const NoWays = later(() => import("./Ways"), ({ NoWays }) => NoWays);

interface Props {
  ref: Ref<HTMLElement>;
  entity: Entity;
  view: View;
  shown: Shown;
  between: Between | undefined;
  noWays: Fault | undefined;
  moves: Moves;
  actions: Actions;
  revision: string;
}

export function Panel({ ref, entity, view, shown, between, noWays, moves, actions, revision }: Props) {
  const tabs = tabsOf(entity, view, shown, between);
  const at = tabs.find((tab) => tab.id === view.tab)?.id ?? (view.selected.length > 1 ? "paths" : tabs[0]!.id);
  const down = at === "downstream" || (at !== "upstream" && view.direction === "downstream");
  const long = useLongList(entity.id, down ? "DOWNSTREAM" : "UPSTREAM", view.depth === "all" ? undefined : view.depth, view.filter, shown.grouped !== undefined, revision);
  const entries = useMemo(() => entriesAt(at, shown, long.entries), [at, shown, long.entries]);
  const groups = useMemo(() => (at === "teams" ? byTeam(entries) : byStep(entries, down ? "down" : "up")), [at, entries, down]);
  const side = down ? shown.grouped?.downstream : shown.grouped?.upstream;
  const [first, second] = pairOf(view, entity.id);
  const isList = at === "upstream" || at === "downstream" || at === "teams";
  return (
    <aside ref={ref} className={listClasses["panel"]} aria-label="The same answer as a list">
      <Tabs tabs={tabs} at={at} label="What the list shows" show={(tab) => moves.change({ tab }, true)} />
      <div className={listClasses["body"]} id="side-panel" role="tabpanel" aria-labelledby={`tab-${at}`} tabIndex={-1}>
        {at === "consumers" && <ConsumerList of={entity.consumers} name={entity.name} />}
        {at === "paths" && noWays && <p className={listClasses["note"]}>{noWays.message}</p>}
        {at === "paths" && (
          <Suspense>
            {first === undefined && <NoWays first={entity} />}
            {first !== undefined && between && <Ways between={between} selected={view.selected as string[]} look={(id) => moves.select([first, second!, id])} focus={actions.focus} />}
          </Suspense>
        )}
        {isList && (
          <>
            {at !== "teams" && <Precisions of={side?.byPrecision} entries={entries} />}
            {shown.grouped && <p className={listClasses["note"]}>The picture has what these are part of; this has each.</p>}
            {entries.length === 0 && !shown.grouped && shown.answer && <p className={listClasses["note"]}>{(down ? entity.wholeDownstream : entity.wholeUpstream).summary}</p>}
            <SideList
              label={`What is ${at === "teams" ? "here, by team" : `${at} of ${entity.name}`}`}
              groups={groups}
              selected={view.selected as string[]}
              select={actions.select}
              focus={actions.focus}
              why={whyOf(entries, view.selected.at(-1), entity.id, at === "teams" && !shown.grouped ? (id) => shown.upstream.some((entry) => entry.id === id) : () => !down)}
            />
          </>
        )}
      </div>
      {isList && <PanelFoot said={footOf(sidesOf(at, entity, shown, entries.length))} entries={entries} more={long.more} />}
      {at === "consumers" && <PanelFoot said={footOf([{ shown: entity.consumers.length, whole: entity.consumers.length }])} />}
      {at === "paths" && <PanelFoot {...(between && { said: footOf([{ shown: waysOf(between).length, whole: between.inner }]), entries: waysOf(between) })} />}
    </aside>
  );
}

/** What lies on the ways in either direction, each once. */
const waysOf = ({ ways }: Between): Entry[] => eachOnce(ways.flatMap(({ entries }) => entries));

function entriesAt(tab: string, { grouped, upstream, downstream }: Shown, long: Entry[]): Entry[] {
  if (grouped) return long;
  return tab === "downstream" ? downstream : tab === "upstream" ? upstream : eachOnce([...upstream, ...downstream]);
}

/** The directions that a list has, and how much of each. One that is read page by page has one. */
function sidesOf(tab: string, { upstream, wholeUpstream, downstream, wholeDownstream }: Entity, shown: Shown, read: number): Side[] {
  const up = { word: "upstream", shown: shown.grouped ? read : shown.upstream.length, whole: wholeUpstream.total } as const;
  const down = { word: "downstream", shown: shown.grouped ? read : shown.downstream.length, whole: wholeDownstream.total } as const;
  if (tab === "downstream" || !upstream) return [down];
  return tab === "upstream" || !downstream || shown.grouped ? [up] : [up, down];
}

function whyOf(entries: Entry[], selected: string | undefined, start: string, isUpstream: (id: string) => boolean) {
  if (!selected || !entries.some(({ id }) => id === selected)) return undefined;
  return (
    <Suspense>
      <Why {...(isUpstream(selected) ? { from: selected, to: start } : { from: start, to: selected })} />
    </Suspense>
  );
}

function tabsOf(entity: Entity, view: View, { grouped, upstream, downstream }: Shown, between: Between | undefined): Tab[] {
  const teams = byTeam(eachOnce([...upstream, ...downstream]));
  const [up, down] = view.direction === "both" ? ["Up", "Down"] : ["Upstream", "Downstream"]; // there is room for five tabs
  return [
    ...(view.direction === "downstream" ? [] : [{ id: "upstream", title: up!, count: grouped ? (grouped.upstream?.total ?? 0) : upstream.length }]),
    ...(view.direction === "upstream" ? [] : [{ id: "downstream", title: down!, count: grouped ? (grouped.downstream?.total ?? 0) : downstream.length }]),
    { id: "consumers", title: "Consumers", count: entity.consumers.length },
    { id: "teams", title: "By team", ...(!grouped && { count: teams.length }) },
    { id: "paths", title: "Paths", ...(between && { count: between.inner }) },
  ];
}

/** How sure what is listed is: of a list that is only begun, `of` is what the answer says of all of it. */
function Precisions({ of, entries }: { of: readonly { precision: Precision; count: number }[] | undefined; entries: Entry[] }) {
  const { EXACT, COARSE } = of ? Object.fromEntries(of.map(({ precision, count }) => [precision, count])) : byPrecision(entries);
  if (!COARSE) return null;
  return (
    <div className={listClasses["counts"]}>
      <Chip tone="accent">Exact {figure(EXACT ?? 0)}</Chip>
      <Chip>Coarse {figure(COARSE)}</Chip>
    </div>
  );
}
