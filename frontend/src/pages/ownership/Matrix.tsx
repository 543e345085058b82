import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import { TeamLink } from "../../atoms/TeamLink";
import { TeamName } from "../../atoms/TeamName";
import { Card } from "../../layout/Card";
import { splat } from "../../url/entity";
import { unsourcedIn, holdOf, isIdle, isPartly, rowGroups, type Column, type Domain, type Hold, type Row, type Team } from "./holdings";
import type { Catalog } from "./gaps";
import classes from "./matrix.module.css";

interface Props {
  columns: readonly Column[];
  teams: readonly Team[];
  /** Where endpoints have no source, as far as they are listed. */
  unsourced: Catalog["unsourcedAt"];
  /** How to read on, below. */
  children: ReactNode;
}

const wide = { team: 236, domain: 57 }; // a domain has at least so many pixels, and all have the same

/** Teams against domains; those of one name in several divisions share a row. Where there is no room for it, TeamCards says the same. */
export function Matrix({ columns, teams, unsourced, children }: Props) {
  const domains = columns.flatMap(({ domains: some }) => some);
  return (
    <div className={classes["wide"]}>
      <Card title="Teams and domains" aside={<Legend partly={unsourced.totalCount > unsourced.nodes.length} />}>
        <div className={classes["scroll"]} role="group" aria-label="Teams and domains" tabIndex={0}>
          <table className={classes["matrix"]} style={{ minWidth: wide.team + domains.length * wide.domain }}>
            <thead>
              <tr>
                <td style={{ width: wide.team }} />
                {columns.map(({ division, domains: some }) => (
                  <th key={division?.id ?? ""} scope="colgroup" colSpan={some.length} className={classes["division"]}>
                    {division?.name ?? "In no division"}
                  </th>
                ))}
              </tr>
              <tr>
                <th scope="col"><span className="unseen">Team</span></th>
                {domains.map((domain) => (
                  <Head key={domain.id} of={domain} unsourced={unsourcedIn(unsourced, domain.id)} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rowGroups(teams).map(({ title, rows }) => (
                <Fragment key={title}>
                  <tr className={classes["section"]}>
                    <th scope="rowgroup" colSpan={domains.length + 1}>{title}</th>
                  </tr>
                  {rows.filter((row) => !row.every(isIdle)).map((row) => (
                    <Holders key={row[0].id} of={row} columns={columns} />
                  ))}
                  <Idle of={rows.filter((row) => row.every(isIdle))} span={domains.length} />
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
        {children}
      </Card>
    </div>
  );
}

function Legend({ partly }: { partly: boolean }) {
  return (
    <span className={classes["legend"]}>
      <span><b className={classes["owns"]}>O</b> owns</span>
      <span><b className={classes["consumes"]}>C</b> consumes, all or part</span>
      <span><b className={classes["gap"]}>▲</b> endpoints without a source{partly && ", of the first 1,000"}</span>
    </span>
  );
}

function Head({ of, unsourced }: { of: Domain; unsourced: number }) {
  return (
    <th scope="col">
      {unsourced > 0 && (
        <span className={classes["gap"]}>
          ▲ {unsourced}<span className="unseen"> without a source:</span>
        </span>
      )}
      <Link to="/entity/$" params={splat(of.id)}>{of.name}</Link>
    </th>
  );
}

function Holders({ of, columns }: { of: Row; columns: readonly Column[] }) {
  return (
    <tr>
      <th scope="row"><Name of={of} />{of.some(isPartly) && <span className="muted small"> first 60 compared</span>}</th>
      {columns.flatMap(({ domains }) => domains.map((domain, index) => <Cell key={domain.id} of={of} domain={domain} first={index === 0} />))}
    </tr>
  );
}

/** A team, which its name leads to; where several share the row, the marks lead to each. */
function Name({ of: [team, ...others] }: { of: Row }) {
  return others.length === 0 ? <TeamLink of={team} /> : <TeamName of={team} />;
}

const says: Record<Hold, string> = { owns: "owns", consumes: "consumes", both: "owns and consumes" };

function Cell({ of, domain, first }: { of: Row; domain: Domain; first: boolean }) {
  const holders = of.flatMap((team) => {
    const hold = holdOf(team, domain);
    return hold ? [{ team, hold, said: `${team.name} ${says[hold]} ${domain.name}` }] : [];
  });
  return (
    <td className={first ? classes["first"] : undefined} title={holders[0]?.said}>
      {holders.map(({ team, hold, said }) => <Mark key={team.id} of={team} hold={hold} said={said} />)}
    </td>
  );
}

function Mark({ of, hold, said }: { of: Team; hold: Hold; said: string }) {
  return (
    <Link to="/entity/$" params={splat(of.id)} aria-label={said} className={classes["mark"]}>
      {hold !== "consumes" && <b className={classes["owns"]}>O<span className="unseen"> owns</span></b>}
      {hold !== "owns" && <b className={classes["consumes"]}>C<span className="unseen"> consumes</span></b>}
    </Link>
  );
}

function Idle({ of, span }: { of: readonly Row[]; span: number }) {
  if (of.length === 0) return null;
  return (
    <tr>
      <td colSpan={span + 1} className={classes["idle"]}>
        {of.map((row) => (
          <Name key={row[0].id} of={row} />
        ))}
        <span className="secondary">{of.length === 1 ? "owns and consumes nothing" : "own and consume nothing"}</span>
      </td>
    </tr>
  );
}
