import { Link } from "@tanstack/react-router";
import { splat } from "../../url/entity";
import type { Answered } from "./Consequences";
import classes from "./change.module.css";

/** What would be newly wrong. */
export function NewFindings({ of }: { of: Answered["impact"]["findings"] }) {
  if (of.length === 0) return <p className={classes["note"]}>The plan brings no new finding: no conflict, nothing without an owner or a source.</p>;
  return (
    <ul className={classes["told"]}>
      {of.map(({ kind, message, entity }) => (
        <li key={`${kind} ${entity.id}`} className={classes["nobody"]}>
          <span aria-hidden="true" className={classes["triangle"]}>▲</span>
          <div>
            <h3>
              <Link to="/entity/$" params={splat(entity.id)}>{entity.name}</Link>
            </h3>
            <p>{message}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
