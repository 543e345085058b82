import { Link } from "@tanstack/react-router";
import { Chip } from "../../atoms/Chip";
import { Monogram } from "../../atoms/Monogram";
import { splat } from "../../url/entity";
import type { ToldFragment } from "./change.generated";
import type { Answered } from "./Consequences";
import { inOrder, reasonsOf, roleWord, someOf } from "./told";
import classes from "./change.module.css";

/** The teams, most concerned first; before them what nobody can be told of. */
export function ToBeTold({ of }: { of: Answered }) {
  const notices = inOrder(of.impact.teams);
  if (notices.length === 0) return <p className={classes["note"]}>Nobody has to be told: no team owns, uses or operates what is concerned.</p>;
  const parting = partingOf(of);
  return (
    <ul className={classes["told"]}>
      {notices.map((notice) => (notice.team ? <Team key={notice.team.id} of={notice} team={notice.team} parting={parting.get(notice.team.id)} /> : <Nobody key="nobody" of={notice} />))}
    </ul>
  );
}

function Nobody({ of }: { of: ToldFragment }) {
  return (
    <li className={classes["nobody"]}>
      <span aria-hidden="true" className={classes["triangle"]}>▲</span>
      <div>
        <h3>Nobody to tell</h3>
        <p>Nobody owns {someOf(of.any)}.</p>
      </div>
      <b>{of.count.toLocaleString("en")}</b>
    </li>
  );
}

function Team({ of, team, parting }: { of: ToldFragment; team: { id: string; name: string }; parting: Parting | undefined }) {
  return (
    <li>
      <Monogram of={team} large />
      <div>
        <h3>
          <Link to="/entity/$" params={splat(team.id)}>{team.name}</Link>
        </h3>
        <div className={classes["roles"]}>
          {parting && <Chip tone="accent">{parting.word}</Chip>}
          {of.roles.filter((role) => !parting || role !== "OWNER_OF_CHANGED").map((role) => (
            <Chip key={role} tone={role === "OWNER_OF_CHANGED" ? "accent" : "line"}>{roleWord(role)}</Chip>
          ))}
        </div>
        {parting && <p>{`${parting.said} ${parting.names.join(", ")}.`}</p>}
        {reasonsOf(parting ? { ...of, changed: noneOf } : of).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </div>
      <b>{of.count.toLocaleString("en")}</b>
    </li>
  );
}

const noneOf = { totalCount: 0, nodes: [] };

interface Parting {
  word: string;
  said: string;
  names: string[];
}

/** Which teams give up something, and which become accountable for it. */
function partingOf({ diff }: Answered): Map<string, Parting> {
  const found = new Map<string, Parting>();
  for (const { action, relation, from, to } of diff.links) {
    if (relation !== "OWNS" || action === "CHANGED") continue;
    const fresh = action === "ADDED" ? { word: "Next owner", said: "Becomes accountable for", names: [] } : { word: "Owner until then", said: "Gives up", names: [] };
    const parting = found.get(from.id) ?? fresh;
    if (parting.names.length < 3) parting.names.push(to.name);
    found.set(from.id, parting);
  }
  return found;
}
