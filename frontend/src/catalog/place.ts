// Where something is, to tell it from its namesakes.
import type { Kind } from "./kinds";

/** All of a full name but the name itself: where it is. */
export const placeOf = ({ name, fullName }: { name: string; fullName: string }): string =>
  fullName.endsWith(` / ${name}`) ? fullName.slice(0, -name.length - 3) : "";

/** The one division that a team or system serves; undefined: it serves several, or none. */
export function onlyDivision<Served extends { kind: Kind }>({ serves }: { serves: { nodes: readonly Served[] } }): Served | undefined {
  const divisions = serves.nodes.filter(({ kind }) => kind === "DIVISION");
  return divisions.length === 1 ? divisions[0] : undefined;
}
