// What has just been changed of what is on the screen: links to it get a ring for a moment, and nothing else moves. Links
// say that they are there; when something is committed, the server is asked about those alone, however much it was.
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { useNewest } from "./feed";

const settle = 250; // the page asks anew first: what has come to it is on the screen by then
const shown = 4_000;
const most = 1_000; // the API takes no more at once

/** Which entities are on the screen, and which of them have just changed. */
export class OnScreen {
  readonly #there = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #changed: ReadonlySet<string> = new Set();

  /** An entity has come onto the screen, for as long as it is listened for. */
  readonly follow = (id: string, listener: () => void): (() => void) => {
    this.#there.set(id, (this.#there.get(id) ?? 0) + 1);
    this.#listeners.add(listener);
    return () => {
      const left = (this.#there.get(id) ?? 1) - 1;
      if (left > 0) this.#there.set(id, left);
      else this.#there.delete(id);
      this.#listeners.delete(listener);
    };
  };

  has(id: string): boolean {
    return this.#changed.has(id);
  }

  /** As many as can be asked about. */
  ids(): string[] {
    return [...this.#there.keys()].slice(0, most);
  }

  mark(ids: Iterable<string>) {
    this.#changed = new Set(ids);
    for (const listener of this.#listeners) listener();
  }
}

const screen = new OnScreen();

/** Whether an entity that is shown has just changed; undefined: it has not. */
export function useJustChanged(id: string): true | undefined {
  return useSyncExternalStore(useCallback((listener: () => void) => screen.follow(id, listener), [id]), () => screen.has(id) || undefined);
}

/** Follows the feed: once for the whole app. In the past nothing changes. */
export function useChanges(past: boolean): void {
  const newest = useNewest();
  const before = useRef(newest);
  useEffect(() => {
    const from = before.current;
    if (past || from === undefined || newest === undefined) before.current = newest;
    if (past || from === undefined || newest === undefined || from === newest) return;
    const asking = setTimeout(() => {
      before.current = newest; // of several commits in quick succession all are asked about, once
      void changedSince(from, newest).then((ids) => screen.mark(ids), () => undefined); // nothing is lost but the rings
    }, settle);
    const over = setTimeout(() => screen.mark([]), settle + shown);
    return () => [asking, over].forEach(clearTimeout);
  }, [newest, past]);
}

// What asks is not needed until something is committed: it is fetched then.
async function changedSince(from: string, to: string): Promise<string[]> {
  const of = screen.ids();
  return of.length === 0 ? [] : (await import("./changedSince")).changedSince(from, to, of);
}
