// A lineage on the screen. Picture and list are two readings of one answer, and share what is selected.
import { useDisclosure } from "@mantine/hooks";
import { Suspense, useCallback, useMemo, useRef, useState } from "react";
import { GraphFrame } from "../../graph/view/GraphFrame";
import { graphView } from "../../graph/view/load";
import { Skeletons } from "../../graph/view/Skeletons";
import type { Sight } from "../../graph/view/sight";
import { useDrawing } from "../../graph/view/useDrawing";
import { useLit } from "../../graph/view/useLit";
import { FaultBanner } from "../../states/FaultBanner";
import { later } from "../../states/later";
import { LineageHead } from "./LineageHead";
import { Panel } from "./Panel";
import { readingSaid } from "./reading";
import { Showing } from "./Showing";
import { Toolbar } from "./Toolbar";
import { useActions } from "./useActions";
import { useBetween } from "./useBetween";
import { useChanged } from "./useChanged";
import { useForetelling } from "./useForetelling";
import { type Catalog, type Entity, useShown } from "./useScene";
import { type Addressed, type Moves, pairOf, type View, viewOf } from "./useView";
import { type Asked, useWhole } from "./useWhole";
import classes from "./explore.module.css";

const GraphView = later(graphView, ({ GraphView }) => GraphView);
const fromFar: Sight = { near: false, boxes: [], middle: undefined };

interface Props {
  catalog: Catalog;
  entity: Entity;
  asked: Asked;
  view: Addressed;
  moves: Moves;
  waiting: boolean;
}

export function Lineage({ catalog, entity, asked, view: addressed, moves, waiting }: Props) {
  const view = useMemo(() => viewOf(addressed, entity.kind), [addressed, entity.kind]);
  const pair = useMemo(() => pairOf(view, entity.id), [view, entity.id]);
  const { between, fault: noWays } = useBetween(pair);
  const [sight, look] = useState(fromFar);
  const whole = useWhole(catalog.picture, asked, view);
  const shown = useShown(entity, whole, view, between, sight, catalog.revision);
  const list = useRef<HTMLElement>(null);
  const { actions, anchor, keep, spinning } = useActions(view, moves, shown, list);
  const { drawn, fault, again } = useDrawing(shown.scene, shown.opened, anchor, keyOf(entity, view));
  const see = useCallback((sight: Sight) => {
    if (sight.middle !== undefined) keep(sight.middle);
    look(sight);
  }, [keep]);
  const foretelling = useForetelling(asked, shown.answer);
  const changed = useChanged(shown.answer, catalog.revision);
  const [drawer, { toggle: slide }] = useDisclosure(false);
  const way = useMemo(() => between?.ways[0]?.shortest.flows.map(({ from, to }) => ({ from: from.id, to: to.id })), [between]);
  const lit = useLit(drawn?.scene, shown.answer, view.selected.length > pair.length ? view.selected : pair);
  return (
    <div className={classes["page"]}>
      <LineageHead entity={entity} view={view} />
      <Toolbar catalog={catalog} entity={entity} view={view} moves={moves} shown={shown} drawn={drawn} drawer={drawer} slide={slide} />
      {fault && <FaultBanner fault={{ code: "LAYOUT_FAILED", message: `The picture could not be laid out: ${fault}. The list has all of it.`, candidates: [] }} again={again} kept={drawn !== undefined} />}
      {whole.fault && <FaultBanner fault={whole.fault} again={whole.again} kept={drawn !== undefined} />}
      <div className={classes["work"]} data-drawer={drawer || undefined}>
        <GraphFrame>
          {(full) => (
            <Suspense fallback={<Skeletons of={shown.scene} />}>
              {drawn ? (
                <GraphView
                  label={`Lineage graph of ${entity.name}`}
                  drawn={drawn}
                  start={lit.start}
                  selected={lit.selected}
                  opened={shown.opened}
                  spinning={waiting ? spinning : undefined}
                  changed={changed}
                  way={way}
                  onlyLit={view.flows.includes("selected") && !shown.only}
                  fitFor={`${drawn.key} ${full}`}
                  actions={actions}
                  foretelling={foretelling}
                  see={see}
                >
                  <Showing entity={entity} view={view} shown={shown} between={between} moves={moves} />
                </GraphView>
              ) : (
                <Skeletons of={shown.scene}>{shown.reading && readingSaid(shown.reading)}</Skeletons>
              )}
            </Suspense>
          )}
        </GraphFrame>
        <Panel ref={list} entity={entity} view={view} shown={shown} between={between} noWays={noWays} moves={moves} actions={actions} revision={catalog.revision} />
      </div>
    </div>
  );
}

/** What an answer was to: the drawing is fitted anew for another one, and not where something is opened in it. */
function keyOf({ id, upstream, downstream }: Entity, { grain, orientation }: View): string {
  return [id, upstream?.total ?? "", downstream?.total ?? "", grain, orientation].join(" ");
}
