// The map: domains as closed boxes, and how many flows lead from one to another. Choosing one leads to its lineage; a division that
// stands for its domains opens to these.
import { Suspense, useCallback, useMemo } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { arrange } from "../../graph/model/arrange";
import { readRollUp } from "../../graph/model/read";
import type { Orientation, Scene } from "../../graph/model/scene";
import type { Actions } from "../../graph/view/GraphView";
import { GraphFrame } from "../../graph/view/GraphFrame";
import { graphView } from "../../graph/view/load";
import { useDrawing } from "../../graph/view/useDrawing";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { later } from "../../states/later";
import { splat } from "../../url/entity";
import type { MapPageQuery } from "./map.generated";
import { MapBar } from "./MapBar";
import { MapList } from "./MapList";
import { openSaid } from "./coarser";
import { byReach, divisionsOf, mapSaid, type RollUp, showingMap } from "./mapWords";
import classes from "./explore.module.css";

const GraphView = later(graphView, ({ GraphView }) => GraphView);

/** The map as a scene. Where not all flows are drawn, it has those of what is selected. */
function useMapped(rollUp: RollUp, grain: "domain" | "division", orientation: Orientation, select: readonly string[]): Scene {
  const answer = useMemo(() => readRollUp(rollUp, []), [rollUp]);
  const whole = useMemo(() => arrange(answer, { grain, orientation }), [answer, grain, orientation]);
  const isLess = whole.left.flows + whole.left.boxes > 0;
  return useMemo(() => (isLess && select.length ? arrange(answer, { grain, orientation, keep: new Set(select) }) : whole), [answer, whole, isLess, grain, orientation, select]);
}

const nothing: Set<string> = new Set();
const noStart: readonly string[] = [];

interface Props {
  catalog: NonNullable<MapPageQuery["catalog"]>;
  within: string | undefined;
  grain: "domain" | "division";
}

export function MeshMap({ catalog, within, grain }: Props) {
  const { rollUp, revision } = catalog;
  const { select = noStart, orientation = "right" } = useSearch({ from: "/explore" });
  const navigate = useNavigate({ from: "/explore" });
  const scene = useMapped(rollUp, grain, orientation, select);
  const { drawn } = useDrawing(scene, nothing, select[0], `map ${within} ${grain} ${orientation}`);
  const ranked = useMemo(() => byReach(rollUp), [rollUp]);
  const divisions = useMemo(() => divisionsOf(rollUp), [rollUp]);
  const open = useCallback((id: string) => void navigate({ to: ".", search: (before) => ({ ...before, within: id, grain: undefined, select: undefined }) }), [navigate]);
  const opens = divisions.has(select[0] ?? "") && select[0] !== within ? select[0] : undefined;
  const actions = useMemo<Actions>(() => {
    const isClosed = (id: string) => divisions.has(id) && id !== within;
    const follow = (id: string) => void navigate({ to: "/explore/$", params: splat(id), search: (before) => ({ at: before.at }) });
    const choose = (id: string) => (grain === "domain" && isClosed(id) ? open(id) : follow(id));
    return {
      select: (slot) => (slot !== undefined && select.includes(slot) ? choose(slot) : void navigate({ to: ".", search: (before) => ({ ...before, select: slot ? [slot] : undefined }), replace: true, resetScroll: false })),
      focus: choose,
      open: () => undefined,
      close: () => undefined,
      toggle: (id) => (isClosed(id) ? open(id) : follow(id)),
      turn: () => void navigate({ to: ".", search: (before) => ({ ...before, orientation: before.orientation ? undefined : "down" }), replace: true, resetScroll: false }),
    };
  }, [navigate, select, divisions, within, grain, open]);
  const { answer, rest } = mapSaid(rollUp, ranked, grain);
  const showing = showingMap(scene, rollUp.entities.length, grain);
  return (
    <div className={classes["page"]}>
      <AnswerHeader title="Explore" answer={answer} rest={rest} />
      <MapBar rollUp={rollUp} revision={revision} within={within} word={grain} answer={answer} showing={showing} drawn={drawn} />
      <div className={classes["work"]}>
        <GraphFrame>
          {(full) => (
            <Suspense fallback={<div className={classes["waiting"]} />}>
              {drawn ? (
                <GraphView label={`Map of the ${grain}s and the flows between them`} drawn={drawn} start={noStart as string[]} selected={select as string[]} opened={nothing} fitFor={`${drawn.key} ${full}`} actions={actions}>
                  <span role="status">
                    {showing}
                    {openSaid(scene, grain, showing)}
                  </span>
                  {opens !== undefined && (
                    <button type="button" className="link" onClick={() => open(opens)}>
                      {`Open ${divisions.get(opens)}`}
                    </button>
                  )}
                </GraphView>
              ) : (
                <div className={classes["waiting"]} aria-busy="true" />
              )}
            </Suspense>
          )}
        </GraphFrame>
        <MapList ranked={ranked} select={select} word={grain} />
      </div>
    </div>
  );
}
