import { useSearch } from "@tanstack/react-router";
import { Tabs } from "../../graph/list/Tabs";
import { useCopied } from "../../layout/useCopied";
import { Affected } from "./Affected";
import type { ChangePageQuery } from "./change.generated";
import type { Change } from "./changes";
import { NewFindings } from "./NewFindings";
import { ToBeTold } from "./ToBeTold";
import { tellingOf } from "./told";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

export type Answered = NonNullable<ChangePageQuery["plan"]>;

interface Props {
  of: Answered;
  changes: readonly Change[];
  plan: Plan;
}

/** Who must be told, what is affected and what is newly wrong: three readings of one answer. */
export function Consequences({ of, changes, plan }: Props) {
  const { tab = "told" } = useSearch({ from: "/change" });
  const { impact } = of;
  const findings = impact.findings.length;
  const { said, copy } = useCopied();
  const tabs = [
    { id: "told", title: "To be told", count: impact.teams.filter(({ team }) => team).length },
    { id: "affected", title: "Affected", count: impact.total },
    { id: "findings", title: "Findings", count: findings },
  ];
  return (
    <aside className={classes["consequences"]} aria-label="Consequences">
      <Tabs tabs={tabs} at={tab} label="Consequences" show={(id) => plan.look({ tab: id === "told" ? undefined : id })} />
      <div id="side-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className={classes["body"]}>
        {tab === "affected" ? <Affected of={of} changes={changes} plan={plan} /> : tab === "findings" ? <NewFindings of={impact.findings} /> : <ToBeTold of={of} />}
      </div>
      <footer className={classes["sum"]}>
        <span>{findings === 0 ? "No new finding" : `${findings.toLocaleString("en")} new`}</span>
        <button type="button" className={classes["textual"]} onClick={() => copy(tellingOf(impact.teams))}>
          {said ?? "Copy the list"}
        </button>
      </footer>
    </aside>
  );
}
