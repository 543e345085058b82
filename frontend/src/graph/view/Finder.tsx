// A list over the drawing, of any length, in which one is found by its name.
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { KindGlyph } from "../../atoms/KindGlyph";
import { target } from "../../theme/target";
import type { Kind } from "../model/kinds";
import classes from "./graph.module.css";

interface Props {
  x: number;
  y: number;
  title: string;
  /** What they are rows of. */
  name: string;
  of: readonly { id: string; kind: Kind; name: string }[];
  choose: (id: string) => void;
  close: () => void;
  /** What can be done beside. */
  children?: ReactNode;
}

const lineHeight = () => Math.max(28, target());

export function Finder({ x, y, title, name, of, choose, close, children }: Props) {
  const [text, type] = useState("");
  const scroller = useRef<HTMLDivElement>(null);
  const found = useMemo(() => of.filter(({ name }) => text.toLowerCase().split(/\s+/).every((word) => name.toLowerCase().includes(word))), [of, text]);
  const virtual = useVirtualizer({ count: found.length, getScrollElement: () => scroller.current, estimateSize: lineHeight, overscan: 8 });
  const take = (id: string) => {
    choose(id);
    close();
  };
  const keys = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && found[0]) take(found[0].id);
  };
  return (
    <div className={`${classes["float"]} ${classes["menu"]}`} style={{ left: x, top: y }} role="dialog" aria-label={`More in ${name}`} onKeyDown={keys}>
      <p className={classes["caption"]}>{title}</p>
      <input className={classes["chooserFind"]} aria-label={`Find in ${name}`} placeholder="Find" autoFocus value={text} onChange={(event) => type(event.target.value)} />
      <div ref={scroller} className={classes["chooser"]} tabIndex={-1}>
        <ul aria-label={`Rows of ${name}`} style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <li key={found[index]!.id} className={classes["found"]} style={{ transform: `translateY(${start}px)` }}>
              <button type="button" onClick={() => take(found[index]!.id)}>
                <KindGlyph of={{ kind: found[index]!.kind }} />
                <span>{found[index]!.name}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {!found.length && <p role="status">None is called that.</p>}
      {children}
    </div>
  );
}
