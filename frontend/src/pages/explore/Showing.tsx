// How much of what there is is in sight, in words.
import { count, figure } from "../../catalog/count";
import { Chip } from "../../atoms/Chip";
import { boxesSaid, leftSaid } from "../../graph/view/describe";
import { openSaid } from "./coarser";
import { readingSaid } from "./reading";
import type { Entity, Shown } from "./useScene";
import type { FlowChoice } from "../../url/parameters";
import type { Between } from "./useBetween";
import type { Moves, View } from "./useView";
import classes from "./explore.module.css";

interface Props {
  entity: Entity;
  view: View;
  shown: Shown;
  between: Between | undefined;
  moves: Moves;
}

export function Showing({ entity, view, shown, between, moves }: Props) {
  const name = (id: string) => between?.ends.find((end) => end.id === id)?.name ?? nameIn(shown, id, entity);
  const said = shown.reading ? readingSaid(shown.reading) : showing(entity, view, shown);
  const [first, second] = between ? between.ends.map(({ id }) => id) : view.selected;
  return (
    <>
      {first !== undefined && (
        <Chip>
          <span>{second === undefined ? `Path of ${name(first)}` : `Paths between ${name(first)} and ${name(second)}`}</span>
          <button type="button" className={classes["clear"]} aria-label="Clear the selection" onClick={() => moves.select([])}>
            ✕
          </button>
        </Chip>
      )}
      <span role="status">
        {said}
        {shown.scene && openSaid(shown.scene, view.grain, said)}
      </span>
      {between && between.ways.length > 0 && !shown.grouped && <OnlyThese view={view} moves={moves} />}
      {view.openings.openings.length > 0 && (
        <button type="button" className="link" onClick={() => moves.openAs({ ...view.openings, openings: [] })}>
          Close them
        </button>
      )}
    </>
  );
}

/** Of two that are selected: only what lies on the ways between them, or all that was asked beside. */
function OnlyThese({ view: { flows }, moves }: Pick<Props, "view" | "moves">) {
  const only = flows.includes("selected");
  const others = flows.filter((choice) => choice !== "selected");
  const next: readonly FlowChoice[] = only ? others : [...others, "selected"];
  return (
    <button type="button" className="link" aria-pressed={only} onClick={() => moves.change({ flows: next.length ? next : undefined })}>
      Only these
    </button>
  );
}

export function nameIn({ answer }: Shown, id: string, entity: { id: string; name: string }): string {
  if (id === entity.id) return entity.name;
  return answer?.drawn.find((drawn) => drawn.id === id)?.name ?? answer?.places.get(id)?.name ?? id;
}

/** "Showing 5 of 5 upstream, and 1 neighbour you opened"; of two that are selected alone, what lies between them. */
export function showing(entity: Entity, view: View, { upstream, downstream, beside, between, only, scene, grouped }: Shown): string {
  if (only) return `Showing ${count(only.inner, "part")} between the two${scene ? leftSaid(scene) : ""}`;
  const { wholeUpstream, wholeDownstream } = entity;
  const [up, down] = grouped ? [grouped.upstream?.total ?? 0, grouped.downstream?.total ?? 0] : [upstream.length, downstream.length];
  const sides = [
    view.direction !== "downstream" && `${figure(up)} of ${figure(wholeUpstream.total)} upstream`,
    view.direction !== "upstream" && `${figure(down)} of ${figure(wholeDownstream.total)} downstream`,
  ].filter(Boolean);
  const joining = between ? ", the paths between the two" : "";
  const opened = beside.count ? `, and ${beside.neighbours ? count(beside.count, "neighbour") : `${figure(beside.count)} more`} you opened` : "";
  const groups = scene && (scene.grouped || grouped || scene.left.boxes > 0) ? ` in ${boxesSaid(scene, "group")}` : "";
  return `Showing ${sides.join(" and ")}${groups}${joining}${opened}${scene ? leftSaid(scene) : ""}`;
}
