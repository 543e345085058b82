import { Button } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { usePageAnswer } from "../../catalog/answer";
import { useSettled } from "../../catalog/settled";
import { count } from "../../catalog/count";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Card } from "../../layout/Card";
import { Page } from "../../layout/Page";
import { Answered } from "../../states/Answered";
import { EmptyCatalog } from "../../states/EmptyCatalog";
import { CommitRow } from "./CommitRow";
import { Filters, type Named } from "./Filters";
import { HistoryPageDocument, type CommitsFragment, type HistoryPageQueryVariables } from "./history.generated";
import { Points } from "./Points";
import { useOlder } from "./useOlder";
import classes from "./history.module.css";

/** Commits, the newest first: all, or those that a filter chooses. */
export function Timeline() {
  const { select = none, actor, source, since, until } = useSearch({ from: "/history" });
  const filter = useMemo(
    () => ({
      touching: select.length > 0 ? [...select] : undefined,
      actor,
      source,
      since: since && `${since}T00:00:00Z`,
      until: until && `${until}T23:59:59.999Z`,
    }),
    [select, actor, source, since, until],
  );
  const answer = usePageAnswer(HistoryPageDocument, { ...filter, named: [...select] } as HistoryPageQueryVariables);
  const settled = useSettled(answer, filter) ?? { of: filter };
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <Answered answer={answer}>
      {({ commits, nodes }) =>
        commits && (commits.totalCount === 0 && !filtered ? <EmptyCatalog /> : <Commits commits={commits} named={nodes.filter((node) => node !== null && "name" in node)} filter={settled.of} filtered={filtered} />)
      }
    </Answered>
  );
}

const none: readonly string[] = [];

interface Props {
  commits: CommitsFragment;
  named: readonly Named[];
  filter: object;
  filtered: boolean;
}

function Commits({ commits, named, filter, filtered }: Props) {
  const older = useOlder(commits, filter);
  const shown = older.commits;
  const about = named.length > 0 ? ` to ${named.map(({ name }) => name).join(", ")}` : "";
  const last = shown[0];
  return (
    <>
      <AnswerHeader
        title="History"
        answer={filtered ? `${count(commits.totalCount, "commit")}${about} ${commits.totalCount === 1 ? "is" : "are"} what you look for.` : `${count(commits.totalCount, "commit")} so far.`}
        rest={last && `The last, revision ${last.revision}, is by ${last.actor}.`}
      />
      <Page>
        <div className={classes["columns"]}>
          <Card title="Commits" aside={`${shown.length} of ${commits.totalCount}`}>
            {shown.length === 0 ? (
              <p className={classes["note"]}>No commit is like that. Take a filter away.</p>
            ) : (
              <ol className={classes["timeline"]}>
                {shown.map((commit) => (
                  <CommitRow key={commit.revision} of={commit} />
                ))}
              </ol>
            )}
            {older.fault && <p className={classes["note"]} role="alert">{older.fault}</p>}
            {older.more && (
              <div className={classes["older"]}>
                <Button loading={older.loading} onClick={older.load}>
                  Load older
                </Button>
              </div>
            )}
          </Card>
          <div className={classes["side"]}>
            <Filters named={named} />
            <Points />
          </div>
        </div>
      </Page>
    </>
  );
}
