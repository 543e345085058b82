import { Link } from "@tanstack/react-router";
import { FindingMark } from "../../atoms/FindingMark";
import { EntityLink } from "../../atoms/EntityLink";
import { findingWord } from "../../catalog/findings";
import type { EntityPageQuery } from "./entity.generated";
import { Card } from "../../layout/Card";
import classes from "./entity.module.css";

export type FindingList = NonNullable<EntityPageQuery["catalog"]>["findings"];

/** What is missing here, or in a part of it, or contradicts itself. */
export function Findings({ of: { totalCount, nodes }, within }: { of: FindingList; within: string }) {
  const aside = totalCount > nodes.length ? `${nodes.length} of ${totalCount} shown` : `${totalCount} here`;
  return (
    <Card title="Findings" aside={aside}>
      <ul className={classes["list"]}>
        {totalCount === 0 && <li className="secondary">Nothing is missing here, and nothing contradicts itself.</li>}
        {nodes.map(({ entity, kind, message, others }) => (
          <li key={entity.id + kind + others.map(({ id }) => id).join()} className={classes["finding"]}>
            <FindingMark of={kind} />
            <div>
              <p className="strong">{findingWord(kind).title}</p>
              <p className="secondary small">{message}</p>
              {[entity, ...others].filter(({ id }) => id !== within).map((other) => (
                <p key={other.id} className="small"><EntityLink of={other} /></p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <p className={classes["foot"]}><Link to="/ownership" className="link">All findings of the catalog</Link></p>
    </Card>
  );
}
