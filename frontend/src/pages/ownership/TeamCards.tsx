import { Link } from "@tanstack/react-router";
import { EntityLink } from "../../atoms/EntityLink";
import { TeamLink } from "../../atoms/TeamLink";
import { count } from "../../catalog/count";
import { kindWord } from "../../catalog/kinds";
import type { Parts } from "../../catalog/parts";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { splat } from "../../url/entity";
import { isIdle, teamGroups, type Team } from "./holdings";
import classes from "./ownership.module.css";

/** Teams and what they own and consume, to read: the same as Matrix, and also what is no domain. */
export function TeamCards({ of, parts }: { of: readonly Team[]; parts: Parts<unknown> }) {
  return (
    <>
      <Groups of={of} />
      {parts.nodes.length < parts.total && <div className={classes["on"]}><ReadOn of={parts} one={kindWord("TEAM")} many={kindWord("TEAM", 2)} /></div>}
    </>
  );
}

function Groups({ of }: { of: readonly Team[] }) {
  return (
    <div className={classes["teams"]}>
      {teamGroups(of).map(({ title, teams }) => (
        <Card key={title} title={title} aside={count(teams.length, kindWord("TEAM"))}>
          <ul className={classes["places"]}>
            {teams.map((team) => (
              <li key={team.id}>
                <p className="strong">
                  <TeamLink of={team} />
                  {team.operates.totalCount > 0 && <span className={classes["number"]}>operates {count(team.operates.totalCount, kindWord("SOURCE_SYSTEM"))}</span>}
                </p>
                {isIdle(team) && <p className="secondary small">Owns and consumes nothing.</p>}
                <Held title="Owns" team={team.id} total={team.owns.totalCount} of={team.owns.nodes} />
                <Held title="Consumes" team={team.id} total={team.consumes.totalCount} of={team.consumes.nodes.map(({ entity }) => entity)} />
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

type Thing = Team["owns"]["nodes"][number];

function Held({ title, team, total, of }: { title: string; team: string; total: number; of: readonly Thing[] }) {
  if (total === 0) return null;
  return (
    <div className={classes["held"]}>
      <span className="muted small">{title} {total > of.length ? `${of.length} of ${total}` : total}</span>
      <ul>
        {of.map((thing) => (
          <li key={thing.id}>
            <EntityLink of={thing} /> <span className="muted small">{thing.containers[0]?.name}</span>
          </li>
        ))}
        {total > of.length && <li><Link to="/entity/$" params={splat(team)} className="link">{(total - of.length).toLocaleString("en")} more</Link></li>}
      </ul>
    </div>
  );
}
