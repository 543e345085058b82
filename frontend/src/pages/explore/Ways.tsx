// The ways between two, to read: a shortest one, then all that lies on any of them.
import { useMemo } from "react";
import { count, figure } from "../../catalog/count";
import { byStep } from "../../graph/list/entries";
import { SideList } from "../../graph/list/SideList";
import listClasses from "../../graph/list/list.module.css";
import { openPalette } from "../../palette/open";
import type { Between, End, Ways as WaysOf } from "./useBetween";
import { Way } from "./Why";

interface Props {
  between: Between;
  selected: string[];
  /** Shows one that lies between, and keeps the two. */
  look: (id: string) => void;
  focus: (id: string) => void;
}

export function Ways({ between: { ends, ways }, selected, look, focus }: Props) {
  const [one, other] = ends;
  if (!ways.length) return <p className={listClasses["note"]}>{`No path from ${placed(one)} to ${placed(other)}, in either direction.`}</p>;
  return ways.map((of) => <OneWay key={of.from.id} of={of} selected={selected} look={look} focus={focus} />);
}

function OneWay({ of: { from, to, shortest, total, entries, more }, selected, look, focus }: Omit<Props, "between"> & { of: WaysOf }) {
  const groups = useMemo(() => byStep(entries, `from ${placed(from)}`), [entries, from]);
  const coarse = shortest.flows.some(({ precision }) => precision === "COARSE");
  return (
    <section aria-label={`From ${placed(from)} to ${placed(to)}`}>
      <p className={listClasses["note"]}>{betweenSaid(from, to, total)}</p>
      <div className={listClasses["why"]}>
        <h2>{`The shortest path: ${count(shortest.flows.length, "flow")}${coarse ? ", coarse" : ""}`}</h2>
        <Way of={shortest.entities} />
      </div>
      <SideList label={`Between ${placed(from)} and ${placed(to)}`} groups={groups} selected={selected} select={look} focus={focus} />
      {more && (
        <p className={listClasses["note"]}>
          {`${figure(entries.length)} of ${figure(total)}. `}
          <button type="button" className="link" onClick={more}>
            Read on
          </button>
        </p>
      )}
    </section>
  );
}

/** "3 parts lie between Get Product and Sales Planning." */
export function betweenSaid(from: End, to: End, total: number): string {
  if (total === 0) return `${placed(from)} feeds ${placed(to)} directly; nothing lies between.`;
  return `${count(total, "part")} ${total === 1 ? "lies" : "lie"} on the ways from ${placed(from)} to ${placed(to)}.`;
}

/** A port is said with its place: many are called alike. */
export const placed = ({ name, kind, container }: End): string => (kind === "PORT" && container ? `${name} in ${container.name}` : name);

/** Before two are selected: how to come by the second. */
export function NoWays({ first }: { first: { id: string; name: string } }) {
  return (
    <p className={listClasses["note"]}>
      {`Shift-click a second one, in the graph or in the list: the paths between it and ${first.name} are here. `}
      <button type="button" className="link" onClick={() => openPalette(first)}>
        Find it by its name
      </button>
    </p>
  );
}
