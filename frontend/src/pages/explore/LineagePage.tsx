import { Suspense } from "react";
import { useRouterState } from "@tanstack/react-router";
import { warmUp } from "../../graph/layout/worker";
import { graphView } from "../../graph/view/load";
import { usePageAnswer } from "../../catalog/answer";
import { Answered } from "../../states/Answered";
import { inAdvance } from "../../states/arriving";
import { later } from "../../states/later";
import { Waiting } from "../../states/Waiting";
import { idIn } from "../../url/entity";
import { isFlowless } from "./leads";
import { Lineage } from "./Lineage";
import { LineagePageDocument } from "./lineage.generated";
import { pairOf, useView } from "./useView";
import type { Asked } from "./useWhole";

const NoLineage = later(() => import("./NoLineage"), ({ NoLineage }) => NoLineage);

warmUp();
inAdvance(graphView); // both while the answer is on its way

/** The lineage of one entity: a sentence, its picture and the list, all from one answer. */
export function LineagePage() {
  const id = useRouterState({ select: (state) => idIn(state.location.pathname, "/explore/") });
  const { view, moves } = useView();
  const { direction, depth, openings } = view;
  const [from, to] = pairOf(view, id);
  const asked: Asked = {
    of: id,
    direction: direction === "both" ? null : direction === "upstream" ? "UPSTREAM" : "DOWNSTREAM",
    depth: depth === "all" ? null : depth,
    opened: openings.openings.length ? openings.openings : null,
    between: from !== undefined && to !== undefined ? { from, to } : null,
  };
  const answer = usePageAnswer(LineagePageDocument, {
    ...asked,
    upstream: direction !== "downstream",
    downstream: direction !== "upstream",
  });
  const waiting = answer.waiting;
  return (
    <Answered answer={answer} wanted={id}>
      {({ catalog }) => {
        if (!catalog?.entity) return null;
        const { entity } = catalog;
        if (isFlowless(entity.kind)) return <Suspense fallback={<Waiting />}><NoLineage key={entity.id} of={entity} /></Suspense>;
        return <Lineage key={entity.id} catalog={catalog} entity={entity} asked={asked} view={view} moves={moves} waiting={waiting} />;
      }}
    </Answered>
  );
}
