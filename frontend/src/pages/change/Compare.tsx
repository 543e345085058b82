import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useAnswer } from "../../catalog/answer";
import { asks } from "../../catalog/question";
import { count } from "../../catalog/count";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Card } from "../../layout/Card";
import { Page } from "../../layout/Page";
import { Table } from "../../layout/Table";
import { planOf, useAlternatives } from "./Alternatives";
import { AlternativesDocument } from "./alternatives.generated";
import type { Change } from "./changes";
import { ForetoldDocument } from "./foretold.generated";
import { numberOf } from "./headline";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

/** What each of several plans would bring, a line each, over one state of the catalog. */
export function Compare({ plan }: { plan: Plan }) {
  const alternatives = useAlternatives();
  useEffect(() => asks(AlternativesDocument, {}), []);
  const plans = alternatives.flatMap((alternative) => {
    const changes = planOf(alternative);
    return changes ? [{ title: alternative.title, changes }] : [];
  });
  const broken = alternatives.length - plans.length;
  const mine = plan.changes.length > 0 && !plans.some(({ changes }) => JSON.stringify(changes) === JSON.stringify(plan.changes));
  const all = [...(mine ? [{ title: "This plan", changes: plan.changes }] : []), ...plans];
  return (
    <>
      <AnswerHeader answer={`${count(all.length, "plan")} side by side.`} rest={broken > 0 ? `${count(broken, "file")} cannot be read, and is left out.` : "None is written."} title="Compare plans">
        <Button onClick={() => plan.look({ tab: undefined })}>{plan.changes.length > 0 ? "Back to the plan" : "Back"}</Button>
      </AnswerHeader>
      <Page>
        <Card title="What each would bring" aside={all.length}>
          <Table label="What each would bring" columns={["Plan", "Breaks", "May break", "To inform", "Teams to tell", "Nobody to tell", "New findings", "Border links"]}>
            {all.map(({ title, changes }) => (
              <Row key={title} title={title} changes={changes} open={() => plan.set(changes)} />
            ))}
          </Table>
        </Card>
      </Page>
    </>
  );
}

function Row({ title, changes, open }: { title: string; changes: readonly Change[]; open: () => void }) {
  const { data, fault } = useAnswer(ForetoldDocument, { changes: [...changes] });
  const impact = data?.plan?.impact;
  const borders = (data?.plan?.borders ?? []).reduce((sum, { before, after }) => sum + after - before, 0);
  const nobody = impact?.teams.find(({ team }) => !team)?.count ?? 0;
  return (
    <tr>
      <th scope="row" className={classes["rowhead"]}>
        <button type="button" className={classes["textual"]} onClick={open}>
          {title}
        </button>
      </th>
      {fault && <td colSpan={7} className={classes["warned"]}>▲ {fault.message}</td>}
      {impact && (
        <>
          <td>{numberOf(impact, "BREAKING")}</td>
          <td>{numberOf(impact, "POSSIBLE")}</td>
          <td>{numberOf(impact, "INFORM")}</td>
          <td>{impact.teams.filter(({ team }) => team).length}</td>
          <td className={nobody > 0 ? classes["warned"] : undefined}>{nobody > 0 ? `▲ ${nobody}` : 0}</td>
          <td className={impact.findings.length > 0 ? classes["warned"] : undefined}>{impact.findings.length > 0 ? `▲ ${impact.findings.length}` : 0}</td>
          <td>{borders === 0 ? "as before" : borders > 0 ? `+${borders}` : `−${-borders}`}</td>
        </>
      )}
    </tr>
  );
}
