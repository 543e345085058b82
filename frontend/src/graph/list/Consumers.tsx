// Who uses what was asked about, and what for.
import { Monogram } from "../../atoms/Monogram";
import type { Consumer } from "../model/answer";
import classes from "./list.module.css";

export function ConsumerList({ of, name }: { of: readonly Consumer[]; name: string }) {
  if (!of.length) return <p className={classes["note"]}>No team has said that it uses {name}.</p>;
  return (
    <ul aria-label={`Who uses ${name}`}>
      {of.map(({ team, purpose }) => (
        <li key={team.id} className={classes["team"]}>
          <Monogram of={team} />
          <div>
            <div className="strong">{team.name}</div>
            {purpose && <p>{purpose}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
