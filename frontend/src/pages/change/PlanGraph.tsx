// A plan as a picture: what is there before, after, or both as one with what goes and what comes.
import { SegmentedControl } from "@mantine/core";
import { Suspense, useMemo } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type Answer, lookUp } from "../../graph/model/answer";
import { arrange } from "../../graph/model/arrange";
import { grainFor, type Kind } from "../../graph/model/kinds";
import { closed, isOpening, opened, type Openings, readOpenings, toggled, writeOpenings } from "../../graph/model/openings";
import type { Actions } from "../../graph/view/GraphView";
import { useLit } from "../../graph/view/useLit";
import { GraphFrame } from "../../graph/view/GraphFrame";
import { graphView } from "../../graph/view/load";
import { Skeletons } from "../../graph/view/Skeletons";
import { useDrawing } from "../../graph/view/useDrawing";
import { FaultBanner } from "../../states/FaultBanner";
import { later } from "../../states/later";
import { splat } from "../../url/entity";
import type { Show } from "../../url/parameters";
import type { Change } from "./changes";
import type { Answered } from "./Consequences";
import { shownOf } from "./planAnswer";
import { shownSaid } from "./shown";
import { usePictures } from "./usePictures";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

const GraphView = later(graphView, ({ GraphView }) => GraphView);
const nothing: Set<string> = new Set();
const noIds: string[] = [];

interface Props {
  changes: readonly Change[];
  of: Answered;
  plan: Plan;
  /** How much of the page it has: it is fitted anew when that changes. */
  room: "all" | "less";
}

export function PlanGraph({ changes, of, plan, room }: Props) {
  const { show = "changes", select = noIds, open = noIds } = useSearch({ from: "/change" });
  const [texts, folds] = [open.filter(isOpening).join(), open.filter((text) => !isOpening(text)).join()];
  const openings = useMemo(() => readOpenings(texts.split(",")), [texts]);
  const { pictures, ends, affected, reading, fault, again } = usePictures(changes, of, openings);
  const answer = useMemo(() => pictures && shownOf(pictures, of, affected, show, changes), [pictures, of, affected, show, changes]);
  const scene = useMemo(() => answer && arrange(answer, { grain: grainFor(...kindsOf(answer)), open: openings.open, closed: openings.closed, whole: openings.whole, keep: new Set(select), partial: (ends?.left ?? 0) > 0 }), [answer, openings, select, ends]);
  const shownAs = `${JSON.stringify(changes)} ${show}`;
  const { drawn, fault: undrawn, again: drawAgain } = useDrawing(scene, nothing, undefined, shownAs);
  const lit = useLit(drawn?.scene, answer, select);
  const navigate = useNavigate();
  const actions = useMemo<Actions>(() => {
    const openAs = (openings: Openings) => {
      const texts = [...folds.split(",").filter(Boolean), ...writeOpenings(openings)];
      plan.look({ open: texts.length > 0 ? texts : undefined });
    };
    return {
      select: (slot) => plan.look({ select: slot ? [slot] : undefined }),
      focus: (id) => void navigate({ to: "/explore/$", params: splat(id) }),
      open: () => undefined,
      close: () => undefined,
      toggle: (box) => openAs(toggled(openings, box, scene?.boxes.some((other) => other.id === box && (other.collapsed || other.cut > 0)) === true)),
      parts: (box) => openAs(openings.whole.has(box) ? closed(openings, box, "DOWNSTREAM") : opened(openings, { of: box, direction: "DOWNSTREAM", depth: 0 })),
    };
  }, [plan, navigate, openings, folds, scene]);
  return (
    <>
      {fault && <FaultBanner fault={fault} again={again} kept={drawn !== undefined} />}
      {undrawn && <FaultBanner fault={{ code: "LAYOUT_FAILED", message: `The picture could not be laid out: ${undrawn}. The lists have all of it.`, candidates: [] }} again={drawAgain} kept={drawn !== undefined} />}
      <div className={classes["picture"]} data-picture="">
        <div className={classes["shows"]} data-float-each="">
          <SegmentedControl
            aria-label="Which state is drawn"
            value={show}
            onChange={(value) => plan.look({ show: value === "changes" ? undefined : (value as Show) })}
            data={[{ value: "before", label: "Before" }, { value: "changes", label: "Changes" }, { value: "after", label: "After" }]}
          />
          <span role="status" className="secondary small">{shownSaid(answer, scene, ends, of.impact.total, reading)}</span>
        </div>
        {scene?.boxes.length === 0 ? (
          <div className={classes["canvas"]} role="status"><p>{show === "after" ? "Nothing of it is left." : "There is nothing to draw."}</p></div>
        ) : (
          <GraphFrame>
            {(full) => (
              <Suspense fallback={<Skeletons of={scene} />}>
                {drawn ? (
                  <GraphView label="What the plan changes, and what that affects" drawn={drawn} start={lit.start} selected={lit.selected} opened={nothing} fitFor={`${shownAs} ${full} ${room}`} actions={actions}>
                    {null}
                  </GraphView>
                ) : (
                  <Skeletons of={scene} />
                )}
              </Suspense>
            )}
          </GraphFrame>
        )}
      </div>
    </>
  );
}

/** The kinds of what the changes are about: it is drawn itself. */
const kindsOf = (answer: Answer): Kind[] => answer.start.flatMap((id) => lookUp(answer)(id)?.kind ?? []);
