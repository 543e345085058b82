import { Link } from "@tanstack/react-router";
import { useJustChanged } from "../catalog/changed";
import { splat } from "../url/entity";
import { Monogram } from "./Monogram";
import classes from "./atoms.module.css";

/** A team's monogram and name, leading to its page. */
export function TeamLink({ of }: { of: { id: string; name: string } }) {
  return (
    <Link data-changed={useJustChanged(of.id)} to="/entity/$" params={splat(of.id)} className={`${classes["entity"]} ${classes["target"]}`}>
      <Monogram of={of} />
      <span>{of.name}</span>
    </Link>
  );
}

/** Who is accountable: a team, or that nobody is, or that two are. */
export function Owner({ of, conflict = false }: { of: { id: string; name: string } | null | undefined; conflict?: boolean }) {
  if (of) return <TeamLink of={of} />;
  return (
    <span className={classes["warning"]}>
      <span aria-hidden="true">▲ </span>
      {conflict ? "Two owners" : "No owner"}
    </span>
  );
}
