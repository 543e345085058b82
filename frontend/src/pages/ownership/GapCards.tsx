import { EntityLink } from "../../atoms/EntityLink";
import { FindingMark } from "../../atoms/FindingMark";
import { Owner } from "../../atoms/TeamLink";
import { client } from "../../catalog/client";
import { count } from "../../catalog/count";
import { findingWord } from "../../catalog/findings";
import { useParts } from "../../catalog/parts";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { byPlace, gapKinds, type Catalog, type Gap, type GapKind } from "./gaps";
import { GapsMoreDocument } from "./ownership.generated";
import classes from "./ownership.module.css";

/** Gaps and conflicts, the gravest first, each with where it is and who is accountable there. */
export function GapCards({ of, whole }: { of: Catalog; whole: string | undefined }) {
  return (
    <div className={classes["gaps"]}>
      {gapKinds(of).map((gaps) => <GapCard key={gaps.kind} of={gaps} whole={whole} revision={of.revision} />)}
      <Accountable of={of} />
    </div>
  );
}

function GapCard({ of: { kind, first }, whole, revision }: { of: GapKind; whole: string | undefined; revision: string }) {
  const parts = useParts(first, {
    of: whole ?? "",
    revision,
    next: async (asked) => (await client.query(GapsMoreDocument, { ...asked, kinds: [kind], within: whole })).data?.catalog?.findings,
  });
  return (
    <Card title={<><FindingMark of={kind} /> {findingWord(kind).title}</>} aside={parts.total.toLocaleString("en")}>
      <ul className={classes["places"]}>
        {byPlace(parts.nodes).map((gap) => <Place key={gap.place?.id ?? ""} of={gap} />)}
      </ul>
      <ReadOn of={parts} one="finding" />
    </Card>
  );
}

function Place({ of: { place, findings } }: { of: Gap }) {
  const [first] = findings;
  return (
    <li>
      {place && (
        <p>
          <EntityLink of={place} strong /> <span className="muted small">{first?.entity.containers.at(1)?.name}</span>
          <span className={classes["number"]}>{findings.length}</span>
        </p>
      )}
      <ul>
        {findings.map(({ entity, message, others }) => (
          <li key={entity.id + others.map(({ id }) => id).join()} title={message}>
            <EntityLink of={entity} />
          </li>
        ))}
      </ul>
      {place && first?.entity.owner && <p className="secondary small"><Owner of={first.entity.owner} /></p>}
    </li>
  );
}

/** That nothing is wrong with the owners is an answer too. */
function Accountable({ of: { unowned, conflict, domains } }: { of: Catalog }) {
  const fine = [
    unowned.totalCount === 0 && ["Nothing without an owner", domains.totalCount === 1 ? "The one domain has a team" : `All ${count(domains.totalCount, "domain")} have a team`],
    conflict.totalCount === 0 && ["No owner conflicts", "No place with two accountable teams"],
  ].filter((said) => said !== false);
  if (fine.length === 0) return null;
  return (
    <Card title="Who is accountable">
      <ul className={classes["places"]}>
        {fine.map(([title, said]) => (
          <li key={title}>
            <p className="strong">
              <span aria-hidden="true">✓ </span>
              {title} <span className={classes["number"]}>0</span>
            </p>
            <p className="secondary small">{said}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
