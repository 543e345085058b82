// Which row of the palette is chosen, by keys or by pointer, and what opening it does.
import { useId, useState, type KeyboardEvent } from "react";
import { useNavigate } from "@tanstack/react-router";
import { splat } from "../url/entity";
import { openPalette, type From } from "./open";
import { byKind, rowsOf } from "./rows";
import type { Hit } from "./useHits";

/** With `from` what is opened is the paths from there to the one that is chosen. */
export function useChoice(hits: readonly Hit[], from: From | undefined, close: () => void) {
  const id = useId();
  const navigate = useNavigate();
  const [wanted, choose] = useState(0);
  const sorted = byKind(from ? hits.filter((hit) => hit.id !== from.id) : hits);
  const [aboutId, setAbout] = useState<string>();
  const about = sorted[wanted] ?? sorted.find((hit) => hit.id === aboutId) ?? sorted[0];
  const rows = rowsOf(sorted, from ? undefined : about);
  const at = Math.min(wanted, Math.max(rows.length - 1, 0));
  const rowId = (index: number) => `${id}-${index}`;

  const move = (to: number) => {
    const next = (to + rows.length) % Math.max(rows.length, 1);
    if (about) setAbout(about.id);
    choose(next);
    document.getElementById(rowId(next))?.scrollIntoView({ block: "nearest" });
  };
  const openHit = (hit: Hit, graph: boolean) => {
    if (from) void navigate({ to: "/explore/$", params: splat(from.id), search: { direction: "both", select: [from.id, hit.id], flows: ["selected"] } });
    else void navigate({ to: graph ? "/explore/$" : "/entity/$", params: splat(hit.id) });
  };
  const open = (index: number, graph: boolean) => {
    const row = rows[index];
    if (!row) return;
    close();
    if (row.ask?.paths) openPalette(row.ask.paths);
    else if (row.ask?.link) void navigate(row.ask.link);
    else if (row.hit) openHit(row.hit, graph);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const acts: Record<string, () => void> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at - 1),
      Tab: () => move(from ? at + 1 : sorted.length),
      Enter: () => open(at, event.shiftKey),
    };
    const act = acts[event.key];
    if (!act || rows.length === 0 || event.nativeEvent.isComposing) return;
    event.preventDefault();
    act();
  };
  return { id, rows, at, choose, rowId, open, onKeyDown };
}
