import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import { TeamLink } from "../../atoms/TeamLink";
import { Card } from "../../layout/Card";
import { splat } from "../../url/entity";
import { unsourcedIn, holdOf, isIdle, isPartly, teamGroups, type Column, type Domain, type Team } from "./holdings";
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

/** Teams against domains. Where there is no room for it, TeamCards says the same. */
export function Matrix({ columns, teams, unsourced, children }: Props) {
  const domains = columns.flatMap(({ domains: some }) => some);
  return (
    <div className={classes["wide"]}>
      <Card title="Teams and domains" aside={<Legend partly={unsourced.totalCount > unsourced.nodes.length} />}>
        <div className={classes["scroll"]} role="group" aria-label="Teams and domains" tabIndex={0}>
          <table className={classes["matrix"]}>
            <thead>
              <tr>
                <td />
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
              {teamGroups(teams).map(({ title, teams: some }) => (
                <Fragment key={title}>
                  <tr className={classes["section"]}>
                    <th scope="rowgroup" colSpan={domains.length + 1}>{title}</th>
                  </tr>
                  {some.filter((team) => !isIdle(team)).map((team) => (
                    <Row key={team.id} of={team} columns={columns} />
                  ))}
                  <Idle of={some.filter(isIdle)} span={domains.length} />
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

function Row({ of, columns }: { of: Team; columns: readonly Column[] }) {
  return (
    <tr>
      <th scope="row"><TeamLink of={of} />{isPartly(of) && <span className="muted small"> first 60 compared</span>}</th>
      {columns.flatMap(({ domains }) => domains.map((domain, index) => ({ domain, first: index === 0 }))).map(({ domain, first }) => {
        const { id, name } = domain;
        const hold = holdOf(of, domain);
        return (
          <td key={id} className={first ? classes["first"] : undefined} title={hold && `${of.name} ${hold === "both" ? "owns and consumes" : hold} ${name}`}>
            {(hold === "owns" || hold === "both") && <b className={classes["owns"]}>O<span className="unseen"> owns</span></b>}
            {(hold === "consumes" || hold === "both") && <b className={classes["consumes"]}>C<span className="unseen"> consumes</span></b>}
          </td>
        );
      })}
    </tr>
  );
}

function Idle({ of, span }: { of: readonly Team[]; span: number }) {
  if (of.length === 0) return null;
  return (
    <tr>
      <td colSpan={span + 1} className={classes["idle"]}>
        {of.map((team) => (
          <TeamLink key={team.id} of={team} />
        ))}
        <span className="secondary">{of.length === 1 ? "owns and consumes nothing" : "own and consume nothing"}</span>
      </td>
    </tr>
  );
}
