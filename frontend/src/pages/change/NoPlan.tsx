import { useEffect } from "react";
import { asks } from "../../catalog/question";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Page } from "../../layout/Page";
import { AddChange } from "./AddChange";
import { AlternativeList } from "./Alternatives";
import { AlternativesDocument } from "./alternatives.generated";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

/** Nothing is planned: begin with a change, or with one that is considered. */
export function NoPlan({ plan }: { plan: Plan }) {
  useEffect(() => asks(AlternativesDocument, {}), []);
  return (
    <>
      <AnswerHeader answer="Nothing is planned yet." rest="Say what would change, and see at once what breaks and who must be told. Nothing is written." title="Change" />
      <Page>
        <div className={classes["begin"]}>
          <AddChange plan={plan} />
          <AlternativeList plan={plan} full />
        </div>
      </Page>
    </>
  );
}
