// Waiting until a page is at rest, by what it does and not by the clock: nothing is asked of the server, nothing moves, and all is where
// it was a frame ago. A loaded machine is only slower at it.
import { isDeepStrictEqual } from "node:util";

const asking = new WeakMap();

/** From now on what a page asks is known. A stream of events never ends, and is none of it. */
export function watchRequests(page) {
  const open = new Set();
  asking.set(page, open);
  page.on("request", (request) => !request.headers().accept?.includes("event-stream") && open.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => open.delete(request));
}

/** Waits until nothing moves, the canvas of a drawing neither, and what is drawn is where it was a frame ago. */
export async function atRest(page) {
  await page.waitForFunction(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // The canvas glides by d3, which notes at its element that it does, from the call to the end.
    const moves = () => document.getAnimations().some(({ playState }) => playState === "running") || [...document.querySelectorAll(".react-flow__renderer")].some((canvas) => canvas.__transition);
    const seen = () => [...document.querySelectorAll(".react-flow__viewport, .react-flow__node")].map(({ style }) => style.transform).join();
    await frame();
    if (moves()) return false;
    const before = seen();
    await frame();
    return !moves() && seen() === before;
  });
}

/** Waits until a drawing is laid out and stands still: what appears has appeared, what moves has moved. */
export async function settled(page) {
  await page.locator("[data-graph] [data-slot]").first().waitFor();
  await atRest(page);
}

const often = 5;

/** Reads something until it has been the same several times while the page was at rest and had all that it asked for, and returns it. */
export async function still(page, read) {
  let last = await read();
  for (let tries = 0, same = 0; same < often; tries++) {
    if (tries === 1000) throw new Error("it changes all the time");
    await atRest(page);
    const now = await read();
    same = isDeepStrictEqual(now, last) && asking.get(page).size === 0 ? same + 1 : 0;
    last = now;
  }
  return last;
}
