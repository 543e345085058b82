// The form behind the point in time: a revision or a time, the last commits, and the way back to now.
import "../theme/fields.css";
import { Button, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAnswer } from "../catalog/answer";
import type { Point } from "../catalog/at.generated";
import { useAt } from "../url/at";
import { pointOf } from "./point";
import { RecentDocument, type RecentQuery } from "./recent.generated";
import classes from "./asof.module.css";

type Commit = NonNullable<RecentQuery["commits"]>["nodes"][number];

export function AsOfPanel({ close }: { close: () => void }) {
  const at = useAt();
  const navigate = useNavigate();
  const show = (point: Point | undefined) => {
    close();
    void navigate({ to: ".", search: (before: object) => ({ ...before, at: point }) });
  };
  const { data } = useAnswer(RecentDocument, {});
  const commits = [...(data?.commits?.nodes ?? [])].reverse();
  return (
    <>
      <PointForm show={show} />
      {commits.length > 0 && (
        <section aria-labelledby="asof-recent">
          <h2 id="asof-recent">As it was after</h2>
          <ul className={classes["recent"]}>
            {commits.map((commit) => (
              <li key={commit.revision}>
                <button type="button" aria-current={at?.revision === commit.revision || undefined} onClick={() => show({ revision: commit.revision })}>
                  <b>r{commit.revision}</b> <span>{commit.message || "No message"}</span> <small>{saidWhen(commit)}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {at && (
        <Button variant="filled" onClick={() => show(undefined)}>
          Back to now
        </Button>
      )}
    </>
  );
}

function PointForm({ show }: { show: (point: Point) => void }) {
  const [revision, setRevision] = useState("");
  const [time, setTime] = useState("");
  const [fault, say] = useState<string>();
  const submit = () => {
    const found = pointOf(revision, time);
    if (typeof found === "string") say(found);
    else show(found);
  };
  return (
    <form className={classes["form"]} onSubmit={(event) => (event.preventDefault(), submit())}>
      <TextInput autoFocus label="Revision" inputMode="numeric" value={revision} onChange={(event) => setRevision(event.currentTarget.value)} error={fault} />
      <TextInput label="Or a time" type="datetime-local" value={time} onChange={(event) => setTime(event.currentTarget.value)} />
      <Button type="submit">Show it</Button>
    </form>
  );
}

const saidWhen = ({ time, actor }: Commit): string => `${new Date(time).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}, ${actor}`;
