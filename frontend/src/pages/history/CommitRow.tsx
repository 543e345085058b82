import { Link } from "@tanstack/react-router";
import { useAnswer } from "../../catalog/answer";
import { useFold } from "../../layout/Fold";
import { useAt } from "../../url/at";
import { FaultBanner } from "../../states/FaultBanner";
import { Rows } from "../change/WhatChanges";
import { rowsOf } from "../change/rows";
import { ComparePageDocument } from "./compare.generated";
import type { CommitsFragment } from "./history.generated";
import classes from "./history.module.css";

type Commit = CommitsFragment["nodes"][number];

/** One commit: why, who, in whose name and when; what it changed, when asked; and the way to the catalog as it then was. */
export function CommitRow({ of: { revision, time, actor, source, message } }: { of: Commit }) {
  const [open, setOpen] = useFold(`r${revision}`);
  const here = useAt()?.revision === revision;
  const before = String(BigInt(revision) - 1n);
  return (
    <li aria-current={here || undefined}>
      <span className={`${classes["dot"]}`} aria-hidden="true" />
      <div className={classes["line"]}>
        <button type="button" className={classes["message"]} aria-expanded={open} onClick={() => setOpen(!open)}>
          <span className="mono muted">r{revision}</span> <span>{message ?? `${actor} changed the catalog`}</span>
        </button>
        <p className="secondary small">
          {actor}, in the name of{" "}
          <Link to="/history" search={{ source }} className="link">
            {source}
          </Link>{" "}
          · <time dateTime={time}>{new Date(time).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}</time>
        </p>
        {open && <Changed from={before} to={revision} />}
        <p className={classes["links"]}>
          <Link to="/explore" search={{ at: { revision } }} className="link" aria-label={here ? undefined : `See all as of then: revision ${revision}`}>
            {here ? "You are here" : "See all as of then"}
          </Link>
          <Link to="/history" search={{ from: { revision: before }, to: { revision } }} className="link" aria-label={`What it changed: revision ${revision}`}>
            What it changed
          </Link>
          <Link to="/history" search={{ from: { revision } }} className="link" aria-label={`Since then: revision ${revision}`}>
            Since then
          </Link>
        </p>
      </div>
    </li>
  );
}

function Changed({ from, to }: { from: string; to: string }) {
  const { data, fault, again } = useAnswer(ComparePageDocument, { from: { revision: from }, to: { revision: to } });
  if (fault) return <FaultBanner fault={fault} again={again} kept={false} />;
  if (!data?.diff) return null;
  return (
    <div className={classes["changed"]}>
      <Rows label={`What revision ${to} changed`} rows={rowsOf(data.diff)} />
    </div>
  );
}
