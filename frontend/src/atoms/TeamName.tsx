import { Monogram } from "./Monogram";
import classes from "./atoms.module.css";

/** A team's monogram and name where a link would stand within another. */
export function TeamName({ of }: { of: { id: string; name: string } }) {
  return (
    <span className={classes["entity"]}>
      <Monogram of={of} />
      <span>{of.name}</span>
    </span>
  );
}
