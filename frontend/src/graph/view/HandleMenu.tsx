// How many steps to open from a handle, each with what it brings in all; or only some of what one step brings.
import { useEffect, useRef, useState } from "react";
import type { Actions, Foretelling } from "./actions";
import { Chooser } from "./Chooser";
import type { MenuPlace } from "./overlay";
import classes from "./graph.module.css";

interface Props extends MenuPlace {
  name: string;
  foretelling: Foretelling;
  actions: Actions;
  close: () => void;
}

export function HandleMenu({ slot, direction, name, x, y, foretelling, actions, close }: Props) {
  const [totals, setTotals] = useState<number[]>();
  const [choosing, choose] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let wanted = true;
    void foretelling.steps(slot, direction).then((totals) => wanted && setTotals(totals));
    return () => void (wanted = false);
  }, [slot, direction, foretelling]);
  useEffect(() => menu.current?.querySelector("button")?.focus(), [totals]);

  const keys = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && menu.current) moveFocus(menu.current, step);
  };
  const open = (depth?: number) => () => {
    actions.open(slot, direction, depth);
    close();
  };
  return (
    <div ref={menu} tabIndex={-1} className={`${classes["float"]} ${classes["menu"]}`} style={{ left: x, top: y }} role={choosing ? "dialog" : "menu"} aria-label={`${name}, ${direction.toLowerCase()}`} onKeyDown={keys} onBlur={(event) => event.relatedTarget && !event.currentTarget.contains(event.relatedTarget) && close()}>
      <p className={classes["caption"]}>
        {name}, {direction.toLowerCase()}
      </p>
      {choosing ? (
        <Chooser slot={slot} direction={direction} foretelling={foretelling} choose={(ids) => (actions.choose?.(slot, direction, ids), close())} />
      ) : totals ? (
        <>
          <Steps totals={totals} open={open} />
          {actions.choose && (
            <button type="button" role="menuitem" onClick={() => choose(true)}>
              Choose which…
            </button>
          )}
        </>
      ) : (
        <p role="status">Counting…</p>
      )}
    </div>
  );
}

/** One, two, three steps, and all, unless they are no more than that. */
function Steps({ totals, open }: { totals: number[]; open: (depth?: number) => () => void }) {
  const few = totals.slice(0, Math.min(3, totals.length - 1));
  return (
    <>
      {few.map((total, i) => (
        <button key={i} type="button" role="menuitem" onClick={open(i + 1)}>
          <span>{steps(i + 1)}</span>
          <b>+{total}</b>
        </button>
      ))}
      <button type="button" role="menuitem" onClick={open()}>
        <span>{`All, ${steps(totals.length)}`}</span>
        <b>+{totals.at(-1) ?? 0}</b>
      </button>
    </>
  );
}

const steps = (count: number): string => `${count} step${count === 1 ? "" : "s"}`;

function moveFocus(menu: HTMLElement, step: number) {
  const stops = [...menu.querySelectorAll<HTMLElement>("button, input")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[(at + step + stops.length) % stops.length]?.focus();
}
