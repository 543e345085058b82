// A plan as a picture: what is there before, after, or both as one with what goes and what comes.
import { SegmentedControl } from "@mantine/core";
import { Suspense, useMemo } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useAnswer } from "../../catalog/answer";
import { count } from "../../catalog/count";
import { type Answer, lookUp } from "../../graph/model/answer";
import { arrange } from "../../graph/model/arrange";
import { grainFor, type Kind } from "../../graph/model/kinds";
import { closed, opened, type Openings, readOpenings, toggled, writeOpenings } from "../../graph/model/openings";
import type { Scene } from "../../graph/model/scene";
import type { Actions } from "../../graph/view/GraphView";
import { boxesSaid, leftSaid } from "../../graph/view/describe";
import { useLit } from "../../graph/view/useLit";
import { GraphFrame } from "../../graph/view/GraphFrame";
import { graphView } from "../../graph/view/load";
import { useDrawing } from "../../graph/view/useDrawing";
import { later } from "../../states/later";
import { splat } from "../../url/entity";
import type { Show } from "../../url/parameters";
import type { Change } from "./changes";
import type { Answered } from "./Consequences";
import { endsOf, openedOf } from "./drawn";
import { PlanPicturesDocument } from "./pictures.generated";
import { shownOf, startOf } from "./planAnswer";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

const GraphView = later(graphView, ({ GraphView }) => GraphView);
const nothing: Set<string> = new Set();
const noIds: string[] = [];

interface Props {
  changes: readonly Change[];
  of: Answered;
  plan: Plan;
}

export function PlanGraph({ changes, of, plan }: Props) {
  const { show = "changes", select = noIds, open } = useSearch({ from: "/change" });
  const ends = useMemo(() => endsOf(changes, of), [changes, of]);
  const { before, after, depth } = ends;
  const [about = ""] = startOf(changes);
  const openings = useMemo(() => readOpenings(open ?? []), [open]);
  const more = useMemo(() => openedOf(openings.openings, of), [openings, of]);
  const { data } = useAnswer(PlanPicturesDocument, {
    changes: [...changes],
    before,
    after,
    depth,
    openedBefore: more.before,
    openedAfter: more.after,
    hasBefore: before.length > 0,
    hasAfter: after.length > 0,
    about,
    aboutBefore: before.includes(about),
    aboutAfter: after.includes(about),
  });
  const answer = useMemo(() => (data?.plan ? shownOf(data.plan, of, show, changes) : undefined), [data, of, show, changes]);
  const scene = useMemo(() => answer && arrange(answer, { grain: grainFor(...kindsOf(answer)), open: openings.open, closed: openings.closed, whole: openings.whole, keep: new Set(select) }), [answer, openings, select]);
  const shownAs = `${JSON.stringify(changes)} ${show}`;
  const { drawn } = useDrawing(scene, nothing, undefined, shownAs);
  const lit = useLit(drawn?.scene, answer, select);
  const navigate = useNavigate();
  const actions = useMemo<Actions>(() => {
    const openAs = (openings: Openings) => {
      const texts = writeOpenings(openings);
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
  }, [plan, navigate, openings, scene]);
  return (
    <div className={classes["picture"]} data-picture="">
      <div className={classes["shows"]} data-float-each="">
        <SegmentedControl
          aria-label="Which state is drawn"
          value={show}
          onChange={(value) => plan.look({ show: value === "changes" ? undefined : (value as Show) })}
          data={[{ value: "before", label: "Before" }, { value: "changes", label: "Changes" }, { value: "after", label: "After" }]}
        />
        <span role="status" className="secondary small">{shownCount(answer, drawn?.scene)}</span>
      </div>
      {drawn && scene && scene.boxes.length > 0 ? (
        <GraphFrame>
          {(full) => (
            <Suspense fallback={<div className={classes["canvas"]} />}>
              <GraphView label="What the plan changes, and what that affects" drawn={drawn} start={lit.start} selected={lit.selected} opened={nothing} fitFor={`${shownAs} ${full}`} actions={actions}>
                {null}
              </GraphView>
            </Suspense>
          )}
        </GraphFrame>
      ) : (
        <div className={classes["canvas"]} role="status">{scene && <p>{show === "after" ? "Nothing of it is left." : "There is nothing to draw."}</p>}</div>
      )}
    </div>
  );
}

/** The kinds of what the changes are about: it is drawn itself. */
const kindsOf = (answer: Answer): Kind[] => answer.start.flatMap((id) => lookUp(answer)(id)?.kind ?? []);

/** How much of it is drawn. */
function shownCount(answer: Answer | undefined, scene: Scene | undefined): string {
  if (!answer) return "";
  const { drawn, total } = answer;
  const parts = drawn.length < total ? `${drawn.length} of ${count(total, "part")}` : count(total, "part");
  const groups = scene?.left.boxes ? ` in ${boxesSaid(scene, "group")}` : "";
  return `Showing ${parts}${groups}${scene ? leftSaid(scene) : ""}`;
}
