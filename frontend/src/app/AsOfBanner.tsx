import { Link, useRouterState } from "@tanstack/react-router";
import { useAnswer } from "../catalog/answer";
import { StandingDocument } from "../catalog/at.generated";
import { useNewest } from "../catalog/feed";
import { useAt } from "../url/at";
import states from "../states/states.module.css";
import { sinceSaid } from "./since";

/** Says on every page that it shows the past, which past, and how to leave it; and where a page is of all time, that. */
export function AsOfBanner() {
  const at = useAt();
  const { data, fault } = useAnswer(StandingDocument, {}, { pause: at === undefined });
  const newest = useNewest();
  const isHistory = useRouterState({ select: ({ location }) => location.pathname === "/history" });
  if (!at) return null;
  return (
    <div className={`${states["banner"]} ${states["warn"]}`} role="status">
      <p>
        <strong>As of {at.time ? timeWord(at.time) : `revision ${at.revision}`}.</strong> {fault ? fault.message : data && sinceSaid(data, newest, at.time !== undefined)}
        {isHistory && " This page has all commits, whenever they were made."}
      </p>
      <Link to="." search={(before: object) => ({ ...before, at: undefined })}>
        Back to now
      </Link>
    </div>
  );
}

function timeWord(time: string): string {
  const whole = time.length > 10;
  return new Date(time).toLocaleString("en-GB", { dateStyle: "long", ...(whole && { timeStyle: "short" }) });
}
