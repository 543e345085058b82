// The same answer as the drawing, to read: a tree for screen readers, with one tab stop and the arrow keys inside. Of a long
// one only what is in sight is there; on paper all of it is.
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { Entry, Group } from "./entries";
import { EntryLine } from "./EntryLine";
import { usePrinting } from "./usePrinting";
import classes from "./list.module.css";

interface Props {
  label: string;
  groups: Group[];
  selected: string[];
  select: (id: string, add: boolean) => void;
  focus: (id: string) => void;
  /** What stands below the entry that was selected last. */
  why?: ReactNode;
}

type Line = { key: string; title: string; count: number } | { entry: Entry; place: number; of: number };

/** As high as they are drawn, so that nothing moves when they are measured. */
const heights = { group: 36, entry: 52 };

export function SideList({ label, groups, selected, select, focus, why }: Props) {
  const lines = useMemo(() => linesOf(groups), [groups]);
  const tree = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const above = useRoomAbove(tree, lines);
  const virtual = useVirtualizer({
    count: lines.length,
    scrollMargin: above,
    getScrollElement: () => scrollerOf(tree.current),
    estimateSize: (i) => ("title" in lines[i]! ? heights.group : heights.entry),
    getItemKey: (i) => keyOf(lines[i]!),
    overscan: printing ? lines.length : 12,
    initialRect: { width: 392, height: 800 },
  });
  const last = selected.at(-1);
  const at = useMemo(() => lines.findIndex((line) => "entry" in line && line.entry.id === last), [lines, last]);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [at, virtual]);
  const stop = at >= 0 ? at : lines.findIndex((line) => "entry" in line);

  const goTo = (i: number) => {
    const line = lines[i];
    if (!line || !("entry" in line)) return;
    virtual.scrollToIndex(i, { align: "auto" });
    requestAnimationFrame(() => tree.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(line.entry.id)}"]`)?.focus());
  };
  const keys = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = (document.activeElement as HTMLElement | null)?.dataset["entry"];
    if (!step || here === undefined) return;
    event.preventDefault();
    let next = lines.findIndex((line) => "entry" in line && line.entry.id === here) + step;
    if (lines[next] && "title" in lines[next]!) next += step;
    goTo(next);
  };
  return (
    <div ref={tree} role="tree" aria-label={label} className={classes["list"]} style={{ height: virtual.getTotalSize() }} onKeyDown={keys} data-list="">
      {virtual.getVirtualItems().map(({ index, start, key }) => {
        const line = lines[index]!;
        return (
          <div key={key} role="none" ref={virtual.measureElement} data-index={index} className={classes["line"]} style={{ transform: `translateY(${start - above}px)` }}>
            {"title" in line ? (
              <div role="treeitem" aria-level={1} aria-expanded="true" aria-selected="false" tabIndex={-1} className={classes["group"]}>
                <span>{line.title}</span>
                <span>{line.count}</span>
              </div>
            ) : (
              <EntryLine entry={line.entry} place={line.place} of={line.of} selected={selected.includes(line.entry.id)} stop={index === stop} select={select} focus={focus} why={index === at && why} />
            )}
          </div>
        );
      })}
    </div>
  );
}

/** What a list scrolls in: the panel around it. */
const scrollerOf = (tree: HTMLElement | null): HTMLElement | null => tree?.closest<HTMLElement>("[role=tabpanel]") ?? null;

/** How much stands above the list in the same panel. */
function useRoomAbove(tree: React.RefObject<HTMLElement | null>, lines: Line[]): number {
  const [room, set] = useState(0);
  useLayoutEffect(() => {
    const scroller = scrollerOf(tree.current);
    if (tree.current && scroller) set(tree.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop);
  }, [tree, lines]);
  return room;
}

function linesOf(groups: Group[]): Line[] {
  return groups.flatMap(({ key, title, entries }) => [{ key, title, count: entries.length }, ...entries.map((entry, i) => ({ entry, place: i + 1, of: entries.length }))]);
}

const keyOf = (line: Line): string => ("title" in line ? line.key : line.entry.id);
