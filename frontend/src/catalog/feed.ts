// The live feed: one stream of commits for the whole app. What has been committed since the page was opened is news; pages
// ask anew by themselves (answer.ts), and say so without taking the reader's view away.
//
// A hidden tab lets its stream go and takes it up after the last revision it saw: browsers open only few connections to
// one server, and tabs left behind would use them up. A stream that breaks off is resumed likewise, later each time.
import { useSyncExternalStore } from "react";
import { onEnd, pipe, subscribe } from "wonka";
import type { Client } from "urql";
import { client } from "./client";
import { CommitsDocument, NewestDocument, type CommitsSubscription } from "./commits.generated";

export type CommitNews = CommitsSubscription["commits"];

export interface Feed {
  /** The newest revision known; undefined until the first is. */
  newest: string | undefined;
  /** Committed since the reader last looked, oldest first. */
  news: readonly CommitNews[];
}

const firstWait = 1_000;
const longestWait = 30_000;

/** Follows the catalog of a client. It begins with the first listener and ends with the last. */
export class CatalogFeed {
  #feed: Feed = { newest: undefined, news: [] };
  readonly #listeners = new Set<() => void>();
  readonly #client: Pick<Client, "query" | "subscription">;
  #wait = firstWait;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | undefined;

  constructor(client: Pick<Client, "query" | "subscription">) {
    this.#client = client;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) this.#begin();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#end();
    };
  };

  readonly current = (): Feed => this.#feed;

  /** The reader has looked. */
  readonly seen = (): void => this.#set({ ...this.#feed, news: [] });

  #begin() {
    document.addEventListener("visibilitychange", this.#turn);
    this.#turn();
  }

  #end() {
    document.removeEventListener("visibilitychange", this.#turn);
    this.#rest();
  }

  readonly #turn = (): void => {
    this.#rest();
    if (document.visibilityState === "visible") void this.#follow();
  };

  #rest() {
    clearTimeout(this.#timer);
    this.#stop?.();
    this.#stop = undefined;
  }

  async #follow() {
    let over = false;
    this.#stop = () => (over = true);
    const after = this.#feed.newest ?? (await this.#begins());
    if (over) return;
    if (after === undefined) return this.#later();
    if (this.#feed.newest === undefined) this.#set({ ...this.#feed, newest: after });
    const stream = pipe(
      this.#client.subscription(CommitsDocument, { after }),
      onEnd(() => over || this.#later()),
      subscribe(({ data }) => data && this.#take(data.commits)),
    );
    this.#stop = () => {
      over = true;
      stream.unsubscribe();
    };
  }

  async #begins(): Promise<string | undefined> {
    const { data } = await this.#client.query(NewestDocument, {}, { requestPolicy: "network-only" }).toPromise();
    return data?.catalog?.revision;
  }

  #take(commit: CommitNews) {
    this.#wait = firstWait;
    this.#set({ newest: commit.revision, news: [...this.#feed.news, commit] });
  }

  #later() {
    this.#rest();
    this.#timer = setTimeout(this.#turn, this.#wait);
    this.#wait = Math.min(this.#wait * 2, longestWait);
  }

  #set(feed: Feed) {
    this.#feed = feed;
    for (const listener of this.#listeners) listener();
  }
}

const feed = new CatalogFeed(client);

/** What has been committed since the reader last looked, and the means to say that they have. */
export function useNews(): { news: readonly CommitNews[]; seen: () => void } {
  const { news } = useSyncExternalStore(feed.subscribe, feed.current);
  return { news, seen: feed.seen };
}

/** The newest revision known. */
export function useNewest(): string | undefined {
  return useSyncExternalStore(feed.subscribe, () => feed.current().newest);
}
