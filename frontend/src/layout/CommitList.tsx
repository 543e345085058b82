import { Link } from "@tanstack/react-router";
import classes from "./layout.module.css";

export interface CommitLine {
  revision: string;
  time: string;
  actor: string;
  message: string | null;
}

/** Commits, the newest first, each leading to the catalog as it then was. */
export function CommitList({ of }: { of: readonly CommitLine[] }) {
  return (
    <ol className={classes["log"]}>
      {[...of].reverse().map(({ revision, time, actor, message }) => (
        <li key={revision}>
          <Link to="." search={(before: object) => ({ ...before, at: { revision } })} className="mono muted" title={`This page as of revision ${revision}`}>
            r{revision}
          </Link>
          <span>{message ?? `${actor} changed the catalog`}</span>
          <time className="muted small" dateTime={time} title={new Date(time).toLocaleString("en-GB")}>
            {day(time)}
          </time>
        </li>
      ))}
    </ol>
  );
}

const day = (time: string): string => new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
