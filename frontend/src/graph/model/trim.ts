// What is left out of a drawing that is too much though all is closed that can be: how much is said, and it is back as soon as
// somebody selects or opens one of its ends.
import { most, mostFlows } from "./group";
import type { Box, Flow, Scene } from "./scene";

/** A drawing, and the boxes of it that stay as they are, with all their flows: what was asked about, selected or opened. */
export interface Draft {
  scene: Scene;
  kept: ReadonlySet<string>;
}

/** Whether there are more boxes, or more flows that could be left out, than anybody can follow. */
export const isTooMuch = ({ scene: { boxes, flows }, kept }: Draft): boolean => boxes.length > most || flows.filter((flow) => isSpare(flow, kept)).length > mostFlows;

/** Flows within boxes, to and from what is kept, and what was changed or denied are not for us to leave out. */
function isSpare({ fromBox, toBox, change, kind }: Flow, kept: ReadonlySet<string>): boolean {
  return fromBox !== toBox && !kept.has(fromBox) && !kept.has(toBox) && change === undefined && kind !== "denied";
}

/**
 * Returns as much as can be followed: the first boxes and those that are kept, and of the flows between them first the one of each
 * box that stands for the most, then those of all. Linear, but for the order of the flows.
 */
export function trimmed(draft: Draft): Scene {
  const { scene, kept } = draft;
  if (!isTooMuch(draft)) return scene;
  const boxes = firstBoxes(scene.boxes, kept);
  const isThere = new Set(boxes.map(({ id }) => id));
  const within = scene.flows.filter(({ fromBox, toBox }) => isThere.has(fromBox) && isThere.has(toBox));
  const flows = strongest(within, kept);
  const gone = scene.boxes.filter(({ id }) => !isThere.has(id));
  return {
    ...scene,
    boxes,
    flows,
    showing: scene.showing - gone.reduce((sum, { members }) => sum + Math.max(1, members), 0),
    left: { boxes: gone.length, flows: countOf(scene.flows) - countOf(flows), ways: waysIn(scene.flows) - waysIn(flows) },
  };
}

function firstBoxes(boxes: Box[], kept: ReadonlySet<string>): Box[] {
  let room = most - boxes.filter(({ id }) => kept.has(id)).length;
  return boxes.filter(({ id }) => kept.has(id) || room-- > 0);
}

function strongest(flows: Flow[], kept: ReadonlySet<string>): Flow[] {
  const spare = flows.filter((flow) => isSpare(flow, kept)).sort((a, b) => b.count - a.count);
  const joined = new Set<string>();
  const first = spare.filter(({ fromBox, toBox }) => {
    const isFirst = !joined.has(fromBox) || !joined.has(toBox);
    joined.add(fromBox).add(toBox);
    return isFirst;
  });
  const drawn = new Set([...new Set([...first, ...spare])].slice(0, mostFlows));
  return flows.filter((flow) => !isSpare(flow, kept) || drawn.has(flow));
}

/** How many recorded flows some drawn ones stand for. */
export const countOf = (flows: readonly Flow[]): number => flows.reduce((sum, { count }) => sum + count, 0);

/** How many of some drawn flows are ways through what is hidden. */
export const waysIn = (flows: readonly Flow[]): number => flows.filter(({ kind }) => kind === "implied").length;
