// The map: domains as closed boxes, and how many flows lead from one to another. Choosing one leads to its lineage.
import { Suspense, useMemo } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { count } from "../../catalog/count";
import { arrange } from "../../graph/model/arrange";
import { readRollUp } from "../../graph/model/read";
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
import { byReach, flowCount, mapSaid } from "./mapWords";
import classes from "./explore.module.css";

const GraphView = later(graphView, ({ GraphView }) => GraphView);

const nothing: Set<string> = new Set();
const noStart: string[] = [];

interface Props {
  catalog: NonNullable<MapPageQuery["catalog"]>;
  within: string | undefined;
  grain: "domain" | "division";
}

export function MeshMap({ catalog, within, grain }: Props) {
  const { rollUp, revision } = catalog;
  const { select = [], orientation = "right" } = useSearch({ from: "/explore" });
  const navigate = useNavigate({ from: "/explore" });
  const scene = useMemo(() => arrange(readRollUp(rollUp, []), { grain, orientation }), [rollUp, grain, orientation]);
  const { drawn } = useDrawing(scene, nothing, undefined, `map ${within} ${grain} ${orientation}`);
  const ranked = useMemo(() => byReach(rollUp), [rollUp]);
  const actions = useMemo<Actions>(() => {
    const choose = (id: string) => void navigate({ to: "/explore/$", params: splat(id), search: (before) => ({ at: before.at }) });
    return {
      select: (slot) => (slot !== undefined && select.includes(slot) ? choose(slot) : void navigate({ to: ".", search: (before) => ({ ...before, select: slot ? [slot] : undefined }), replace: true, resetScroll: false })),
      focus: choose,
      open: () => undefined,
      close: () => undefined,
      toggle: choose,
      turn: () => void navigate({ to: ".", search: (before) => ({ ...before, orientation: before.orientation ? undefined : "down" }), replace: true, resetScroll: false }),
    };
  }, [navigate, select]);
  const { answer, rest } = mapSaid(rollUp, ranked, grain);
  const showing = `Showing ${count(rollUp.entities.length, grain)} and ${count(flowCount(rollUp), "flow")} between them`;
  return (
    <div className={classes["page"]}>
      <AnswerHeader title="Explore" answer={answer} rest={rest} />
      <MapBar rollUp={rollUp} revision={revision} within={within} word={grain} answer={answer} showing={showing} drawn={drawn} />
      <div className={classes["work"]}>
        <GraphFrame>
          {(full) => (
            <Suspense fallback={<div className={classes["waiting"]} />}>
              {drawn ? (
                <GraphView label={`Map of the ${grain}s and the flows between them`} drawn={drawn} start={noStart} selected={select as string[]} opened={nothing} fitFor={`${drawn.key} ${full}`} actions={actions}>
                  <span role="status">{showing}</span>
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
