import { useState } from "react";
import { Link } from "@tanstack/react-router";
import { FindingMark } from "../../atoms/FindingMark";
import { EntityLink } from "../../atoms/EntityLink";
import { client } from "../../catalog/client";
import { grouped } from "../../catalog/grouped";
import { findingWord } from "../../catalog/findings";
import { useParts } from "../../catalog/parts";
import { type EntityPageQuery, MoreOwnFindingsDocument } from "./entity.generated";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import classes from "./entity.module.css";

export type FindingList = NonNullable<EntityPageQuery["catalog"]>["findings"];

/** What is missing here, or in a part of it, or contradicts itself. */
export function Findings({ of, within, revision }: { of: FindingList; within: string; revision: string }) {
  const findings = useParts(of, {
    of: within,
    revision,
    next: async (asked) => (await client.query(MoreOwnFindingsDocument, { ...asked, id: within })).data?.catalog?.findings,
  });
  return (
    <Card title="Findings" aside={`${findings.total.toLocaleString("en")} here`}>
      <ul className={classes["list"]}>
        {findings.total === 0 && <li className="secondary">Nothing is missing here, and nothing contradicts itself.</li>}
        {grouped(findings.nodes, ({ kind }) => kind).map((alike) => <OfKind key={alike[0]?.kind} of={alike} within={within} />)}
      </ul>
      <ReadOn of={findings} one="finding" />
      <p className={classes["foot"]}><Link to="/ownership" className="link">All findings of the catalog</Link></p>
    </Card>
  );
}

type Finding = FindingList["nodes"][number];

/** Those of one kind under its name: a few with all that is said of them, more as a list. */
function OfKind({ of, within }: { of: readonly Finding[]; within: string }) {
  const kind = of[0]?.kind;
  if (!kind) return null;
  return (
    <li className={classes["finding"]}>
      <FindingMark of={kind} />
      <div>
        <p className="strong">{findingWord(kind).title} {of.length > 1 && <span className={classes["number"]}>{of.length}</span>}</p>
        {of.map((finding) => <One key={finding.entity.id + finding.others.map(({ id }) => id).join()} of={finding} within={within} brief={of.length > few} />)}
      </div>
    </li>
  );
}

const few = 2;

/** A circle may lead through thousands: so many are named, and as many more each time that somebody asks. */
const named = 20;

function One({ of: { entity, message, others }, within, brief }: { of: Finding; within: string; brief: boolean }) {
  const [shown, show] = useState(named);
  const all = [entity, ...others].filter(({ id }) => id !== within);
  const left = all.length - shown;
  return (
    <>
      {!brief && <p className="secondary small">{message}</p>}
      {all.slice(0, shown).map((other) => (
        <p key={other.id} className="small" title={message}><EntityLink of={other} /></p>
      ))}
      {left > 0 && (
        <p className="small">
          <button type="button" className="link" onClick={() => show(shown + named)}>
            Show {Math.min(named, left)} more
          </button>{" "}
          <span className="muted">{left.toLocaleString("en")} are left</span>
        </p>
      )}
    </>
  );
}
