import { isGroupTeam, monogram } from "./monogram";
import classes from "./atoms.module.css";

/** A team in two letters: a circle if it serves the whole group, else a rounded square. Decoration: its name stands near. */
export function Monogram({ of, large = false }: { of: { id: string; name: string }; large?: boolean }) {
  const names = [classes["monogram"], large && classes["large"], isGroupTeam(of.id) && classes["group"]];
  return (
    <span className={names.filter(Boolean).join(" ")} aria-hidden="true">
      {monogram(of.name)}
    </span>
  );
}
