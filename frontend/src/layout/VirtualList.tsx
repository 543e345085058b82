import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type ReactNode } from "react";
import classes from "./virtual.module.css";

interface Props<Item> {
  label: string;
  /** How many there are in all, also those that are not loaded yet. */
  total: number;
  /** Those that are loaded, from the first. */
  items: readonly Item[];
  keyOf: (item: Item) => string;
  row: (item: Item) => ReactNode;
  /** Called while rows are on the screen that are not loaded. */
  more?: () => void;
}

const tall = { wide: 40, narrow: 60 }; // in pixels

/** A long list of which only what is on the screen is in the page; on a phone a row has room for two lines. Screen readers are told how long it really is. */
export function VirtualList<Item>({ label, total, items, keyOf, row, more }: Props<Item>) {
  const scroller = useRef<HTMLDivElement>(null);
  const height = useMediaQuery("(min-width: 800px)", undefined, { getInitialValueInEffect: false }) ? tall.wide : tall.narrow;
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => height, overscan: 12 });
  useEffect(() => virtual.measure(), [virtual, height]);
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  const missing = last >= items.length && items.length < total;
  useEffect(() => {
    if (missing) more?.();
  }, [missing, items, more]);
  return (
    <div ref={scroller} className={classes["scroller"]} role="group" aria-label={label} tabIndex={0}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ index, start }) => {
          const item = items[index];
          return (
            <li key={item ? keyOf(item) : index} aria-setsize={total} aria-posinset={index + 1} style={{ height, transform: `translateY(${start}px)` }}>
              {item ? row(item) : <span className="muted small">Loading</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
