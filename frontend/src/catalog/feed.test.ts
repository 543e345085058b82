// The feed against a catalog of its own: what is committed arrives once and in order, whatever happens to the stream.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeSubject, pipe, onEnd, type Subject } from "wonka";
import { CatalogFeed } from "./feed";

type Stream = Subject<{ data?: unknown }> & { after: string; open: boolean };

let streams: Stream[];
let visibility: "visible" | "hidden";
let turn: () => void;
const stopping: (() => void)[] = [];

/** A client whose catalog is at revision 4; each stream is driven by the test. */
function catalogAtFour() {
  const query = () => ({ toPromise: () => Promise.resolve({ data: { catalog: { revision: "4" } } }) });
  const subscription = (_: unknown, { after }: { after: string }) => {
    const stream = Object.assign(makeSubject<{ data?: unknown }>(), { after, open: true });
    streams.push(stream);
    return pipe(stream.source, onEnd(() => (stream.open = false)));
  };
  return new CatalogFeed({ query, subscription } as unknown as ConstructorParameters<typeof CatalogFeed>[0]);
}

const commit = (stream: Stream | undefined, revision: number) =>
  stream?.next({ data: { commits: { revision: String(revision), time: "", actor: "", source: "", message: null } } });

async function followed() {
  const feed = catalogAtFour();
  const seen: (string | undefined)[] = [];
  stopping.push(feed.subscribe(() => seen.push(feed.current().newest)));
  await vi.advanceTimersByTimeAsync(0);
  return { feed, seen };
}

beforeEach(() => {
  vi.useFakeTimers();
  streams = [];
  visibility = "visible";
  vi.stubGlobal("document", {
    get visibilityState() {
      return visibility;
    },
    addEventListener: (_: string, listener: () => void) => (turn = listener),
    removeEventListener: () => (turn = () => {}),
  });
});

afterEach(() => {
  for (const stop of stopping.splice(0)) stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the feed", () => {
  test("begins after what the catalog holds, and takes what is committed", async () => {
    const { feed, seen } = await followed();
    expect(streams.map(({ after }) => after)).toEqual(["4"]);
    commit(streams[0], 5);
    commit(streams[0], 6);
    expect(seen).toEqual(["4", "5", "6"]);
    expect(feed.current().news.map(({ revision }) => revision)).toEqual(["5", "6"]);
    feed.seen();
    expect(feed.current()).toEqual({ newest: "6", news: [] });
  });

  test("resumes a stream that ends after the last it saw, later each time", async () => {
    await followed();
    commit(streams[0], 5);
    streams[0]?.complete();
    await vi.advanceTimersByTimeAsync(999);
    expect(streams).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(streams.map(({ after }) => after)).toEqual(["4", "5"]);
    streams[1]?.complete();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(streams).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(streams).toHaveLength(3);
    commit(streams[2], 6); // it works again: the next wait is short
    streams[2]?.complete();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(streams.at(-1)?.after).toBe("6");
  });

  test("lets a hidden tab's stream go, and takes it up where it was", async () => {
    const { feed } = await followed();
    commit(streams[0], 5);
    visibility = "hidden";
    turn();
    expect(streams[0]?.open).toBe(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(streams).toHaveLength(1);
    visibility = "visible";
    turn();
    await vi.advanceTimersByTimeAsync(0);
    expect(streams[1]?.after).toBe("5");
    commit(streams[1], 6);
    expect(feed.current().newest).toBe("6");
  });

  test("ends with its last listener", async () => {
    await followed();
    stopping.splice(0).forEach((stop) => stop());
    expect(streams[0]?.open).toBe(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(streams).toHaveLength(1);
  });
});
