import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { usePageAnswer } from "../../catalog/answer";
import { count } from "../../catalog/count";
import type { Point } from "../../catalog/at.generated";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Card } from "../../layout/Card";
import { ShareButton } from "../../layout/ShareButton";
import { Page } from "../../layout/Page";
import { Answered } from "../../states/Answered";
import { Rows } from "../change/WhatChanges";
import { rowsOf } from "../change/rows";
import { ComparePageDocument, type DifferenceFragment } from "./compare.generated";
import { ComparedLineage } from "./ComparedLineage";
import { Points } from "./Points";
import { comparisonOf, pointWord } from "./words";
import classes from "./history.module.css";

/** How two points differ: what is recorded, and what of it reaches what. */
export function Compare({ from, to }: { from: Point; to: Point | undefined }) {
  const answer = usePageAnswer(ComparePageDocument, to ? { from, to } : { from });
  return <Answered answer={answer}>{({ diff }) => diff && <Compared from={from} to={to} diff={diff} />}</Answered>;
}

function Compared({ from, to, diff }: { from: Point; to: Point | undefined; diff: DifferenceFragment }) {
  const { answer, rest } = comparisonOf(from, to, diff);
  const rows = rowsOf(diff);
  return (
    <>
      <AnswerHeader
        crumb={
          <>
            <Link to="/history" search={{}} className="link">
              History
            </Link>{" "}
            <span aria-hidden="true">›</span> {pointWord(from)} <span aria-hidden="true">→</span> {to ? pointWord(to) : "now"}
          </>
        }
        answer={answer}
        rest={rest}
      >
        <ShareButton />
        {to && (
          <Button renderRoot={(props) => <Link to="/explore" search={{ at: to }} {...props} />}>
            {`See all as of ${pointWord(to)}`}
          </Button>
        )}
      </AnswerHeader>
      <Page>
        <div className={classes["columns"]}>
          <div className={classes["stack"]}>
            <Card title="What is recorded" aside={count(rows.length, "difference")}>
              {rows.length > 0 ? <Rows label="What is recorded" rows={rows} /> : <p className={classes["note"]}>Both say the same.</p>}
            </Card>
            <ComparedLineage from={from} to={to} diff={diff} />
          </div>
          <div className={classes["side"]}>
            <Points key={JSON.stringify([from, to])} />
          </div>
        </div>
      </Page>
    </>
  );
}
