import { Link } from "@tanstack/react-router";
import { count } from "../../catalog/count";
import { Card } from "../../layout/Card";
import { Fold } from "../../layout/Fold";
import { historyLines, type Commit, type HistoryLine } from "./history";
import classes from "./history.module.css";

interface Props {
  commits: readonly Commit[];
  /** The revision that the page shows: later commits are not yet. */
  revision: string;
  id: string;
}

const marks = { ADDED: "+", REMOVED: "−", CHANGED: "~" } as const;
const words = { ADDED: "added", REMOVED: "removed", CHANGED: "changed" } as const;

/** The commits that touched it, the newest first, each with what it changed. */
export function History({ commits, revision, id }: Props) {
  const past = [...commits].reverse().filter((commit) => BigInt(commit.revision) <= BigInt(revision));
  return (
    <Card title="History" aside={<Link to="/history" search={{ select: [id] }} className="link">Compare</Link>}>
      <ol className={classes["log"]}>
        {past.length === 0 && <li className="secondary">No commit that is kept touched it before this point.</li>}
        {past.map((commit) => (
          <li key={commit.revision}>
            <Link to="." search={(before: object) => ({ ...before, at: { revision: commit.revision } })} className="mono muted" title={`This page as of revision ${commit.revision}`}>
              r{commit.revision}
            </Link>
            <span>{commit.message ?? `${commit.actor} changed the catalog`}</span>
            <time className="muted small" dateTime={commit.time} title={new Date(commit.time).toLocaleString("en-GB")}>{day(commit.time)}</time>
            <Changes of={historyLines(commit, id)} revision={commit.revision} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Changes({ of, revision }: { of: readonly HistoryLine[]; revision: string }) {
  if (of.length === 0) return null;
  return (
    <Fold name={`r${revision}`} summary={`${count(of.length, "change")} here`}>
      <ul>
        {of.map(({ action, said, before, after }, index) => (
          <li key={index} className={classes[words[action]]}>
            <span aria-hidden="true">{marks[action]}</span>
            <span>
              <span className="unseen">{words[action]}: </span>
              {said}
              {before !== undefined && (
                <> <del>{before || "nothing"}</del> → <ins>{after || "nothing"}</ins></>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

const day = (time: string): string => new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
