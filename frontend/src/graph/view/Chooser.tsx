// What one step from a handle brings, by name: those that are ticked are drawn.
import { useEffect, useState } from "react";
import type { Direction } from "../model/answer";
import type { Foretelling, Neighbour } from "./actions";
import classes from "./graph.module.css";

interface Props {
  slot: string;
  direction: Direction;
  foretelling: Foretelling;
  choose: (ids: string[]) => void;
}

/** More names than this need words to find one by. */
const few = 8;

export function Chooser({ slot, direction, foretelling, choose }: Props) {
  const [found, setFound] = useState<Neighbour[]>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [text, type] = useState("");
  useEffect(() => {
    let wanted = true;
    void foretelling.neighbours(slot, direction).then((found) => wanted && setFound(found));
    return () => void (wanted = false);
  }, [slot, direction, foretelling]);
  const brings = useBrings(foretelling, direction, chosen);
  if (!found) return <p role="status">Looking…</p>;
  const tick = (id: string) => setChosen((before) => (before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id])));
  const words = text.toLowerCase();
  return (
    <>
      {found.length > few && <input className={classes["chooserFind"]} aria-label="Find" placeholder="Find" autoFocus value={text} onChange={(event) => type(event.target.value)} />}
      <ul className={classes["chooser"]} aria-label="Which to draw">
        {found.filter(({ name }) => name.toLowerCase().includes(words)).map(({ id, name, within }, i) => (
          <li key={id}>
            <label>
              <input type="checkbox" autoFocus={i === 0 && found.length <= few} checked={chosen.has(id)} onChange={() => tick(id)} />
              <span>
                {name} {within && <i>in {within}</i>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <button type="button" disabled={!chosen.size} onClick={() => choose([...chosen])}>
        <span>Draw these</span>
        <b>{brings === undefined ? "…" : `+${brings}`}</b>
      </button>
    </>
  );
}

/** How many entities those that are ticked bring: they come with their parts. Undefined until it is known. */
function useBrings(foretelling: Foretelling, direction: Direction, chosen: ReadonlySet<string>): number | undefined {
  const [known, keep] = useState<{ of: ReadonlySet<string>; count: number | undefined }>();
  useEffect(() => {
    let wanted = true;
    if (chosen.size) void foretelling.chosen(direction, [...chosen]).then((count) => wanted && keep({ of: chosen, count }));
    return () => void (wanted = false);
  }, [foretelling, direction, chosen]);
  if (!chosen.size) return 0;
  return known?.of === chosen ? known.count : undefined;
}
