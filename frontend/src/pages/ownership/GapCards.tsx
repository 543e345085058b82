import { Link } from "@tanstack/react-router";
import { EntityLink } from "../../atoms/EntityLink";
import { FindingMark } from "../../atoms/FindingMark";
import { KindGlyph } from "../../atoms/KindGlyph";
import { Owner } from "../../atoms/TeamLink";
import { TeamName } from "../../atoms/TeamName";
import { client } from "../../catalog/client";
import { count } from "../../catalog/count";
import { findingWord } from "../../catalog/findings";
import { useParts } from "../../catalog/parts";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { splat } from "../../url/entity";
import { byPlace, gapKinds, type Catalog, type Finding, type Gap, type GapKind } from "./gaps";
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
    <Card title={<span className={classes["kind"]}><FindingMark of={kind} /> {findingWord(kind).title}</span>} aside={parts.total.toLocaleString("en")}>
      <ul className={classes["places"]}>
        {byPlace(parts.nodes).map((gap) => <Place key={gap.places[0]?.id ?? ""} of={gap} />)}
      </ul>
      <ReadOn of={parts} one="finding" />
    </Card>
  );
}

function Place({ of }: { of: Gap }) {
  return <li>{of.places.length > 1 ? <Forms of={of} /> : <OnePlace of={of} />}</li>;
}

function OnePlace({ of: { places: [place], findings } }: { of: Gap }) {
  const [first] = findings;
  return (
    <>
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
    </>
  );
}

/** What several divisions lack alike, said once: each division leads to its own. */
function Forms({ of: { places, findings } }: { of: Gap }) {
  const [place] = places;
  const owner = findings[0]?.entity.owner;
  return (
    <>
      <p>
        {place && <span className={classes["form"]}><KindGlyph of={place} /><span className="strong">{place.name}</span></span>}
        <span className={classes["forms"]}>{places.map((form) => <Form key={form.id} of={form} findings={findings} />)}</span>
        <span className={classes["number"]}>{findings.length}</span>
      </p>
      <ul>
        {findings.filter((finding) => isAt(finding, place)).map(({ entity }) => (
          <li key={entity.id} className={classes["form"]}><KindGlyph of={entity} />{entity.name}</li>
        ))}
      </ul>
      {owner && <p className="secondary small"><TeamName of={owner} /></p>}
    </>
  );
}

function Form({ of, findings }: { of: Gap["places"][number]; findings: readonly Finding[] }) {
  const division = findings.find((finding) => isAt(finding, of))?.entity.containers.find(({ kind }) => kind === "DIVISION");
  return <Link to="/entity/$" params={splat(of.id)} aria-label={`${of.name} in ${division?.name}`}>{division?.name}</Link>;
}

const isAt = ({ entity }: Finding, place: Gap["places"][number] | undefined): boolean => entity.containers[0]?.id === place?.id;

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
              <span className={classes["fine"]} aria-hidden="true">✓</span>
              {title} <span className={classes["number"]}>0</span>
            </p>
            <p className={`${classes["said"]} secondary small`}>{said}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
