import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { usePageAnswer } from "../../catalog/answer";
import { useSettled } from "../../catalog/settled";
import { useFold } from "../../layout/Fold";
import { FaultBanner } from "../../states/FaultBanner";
import { useDelayed } from "../../states/Waiting";
import { ChangePageDocument } from "./change.generated";
import { Cards } from "./Cards";
import type { Change } from "./changes";
import { Compare } from "./Compare";
import { Consequences, type Answered } from "./Consequences";
import { NoPlan } from "./NoPlan";
import { Head } from "./Head";
import { PlanGraph } from "./PlanGraph";
import { changedRows, tableBegins, tableFold, WhatChanges } from "./WhatChanges";
import { usePlan, type Plan } from "./usePlan";
import classes from "./change.module.css";

/** A plan: its changes, what they would bring about, and who must be told. Nothing is written until it is applied. */
export function ChangePage() {
  const { tab } = useSearch({ from: "/change" });
  const plan = usePlan();
  if (tab === "compare") return <Compare plan={plan} />;
  return plan.changes.length > 0 ? <Planned plan={plan} /> : <NoPlan plan={plan} />;
}

function Planned({ plan }: { plan: Plan }) {
  const answer = usePageAnswer(ChangePageDocument, { changes: [...plan.changes] });
  const settled = useSettled(answer, plan.changes);
  const late = useDelayed();
  const { fault } = answer;
  const shown = settled?.data.plan;
  const refused = fault !== undefined && settled?.of !== plan.changes;
  return (
    <div className={classes["page"]} aria-busy={answer.waiting}>
      <Head plan={plan} answered={settled} refused={refused} />
      {fault && <FaultBanner fault={fault} again={answer.again} kept={shown !== undefined && !refused} />}
      <div className={classes["work"]}>
        <Cards plan={plan} base={shown?.base} taken={refused ? 0 : flowsTaken(shown)} />
        <div className={classes["proof"]}>
          {shown && !refused && <Proof changes={settled.of} of={shown} plan={plan} />}
          {!shown && !fault && late && <p className={classes["note"]} role="status">Laying the changes over the catalog…</p>}
        </div>
        {shown && !refused && <Consequences of={shown} plan={plan} changes={settled.of} />}
      </div>
    </div>
  );
}

/** The picture, and below it what changes: folded where it would take the picture's room. */
function Proof({ changes, of, plan }: { changes: readonly Change[]; of: Answered; plan: Plan }) {
  const rows = useMemo(() => changedRows(of), [of]);
  const [open] = useFold(tableFold, tableBegins(rows));
  return (
    <>
      <PlanGraph changes={changes} of={of} plan={plan} room={open ? "less" : "all"} />
      <WhatChanges rows={rows} />
    </>
  );
}

/** How many recorded flows a plan takes away. */
const flowsTaken = (of: Answered | undefined | null): number =>
  of?.diff.links.filter(({ relation, action }) => relation === "FEEDS" && action === "REMOVED").length ?? 0;
