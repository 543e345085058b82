// What is left out of a drawing that is too much though all is closed that can be: how much is said, and it is back as soon as
// somebody selects or opens one of its ends.
import { most, mostFlows } from "./group";
import type { Box, Flow, Scene } from "./scene";

/** A drawing, and the boxes of it that are drawn in any case, their flows before those of others: what was asked about, selected or opened. */
export interface Draft {
  scene: Scene;
  kept: ReadonlySet<string>;
}

/** Whether there are more boxes, or more flows, than anybody can follow. */
export const isTooMuch = ({ scene: { boxes, flows } }: Draft): boolean => boxes.length > most || flows.length > mostFlows;

/** Whether it is too much even without the flows of what is kept: in larger boxes there would be fewer of both. */
export const isTooMuchBeside = ({ scene: { boxes, flows }, kept }: Draft): boolean => boxes.length > most || flows.filter((flow) => !isOf(kept, flow)).length > mostFlows;

/** Whether the flows of some boxes alone, those within them too, are more than anybody can follow. */
export const areTooMany = (flows: readonly Flow[], boxes: ReadonlySet<string>): boolean => flows.filter((flow) => isOf(boxes, flow)).length > mostFlows;

const isOf = (boxes: ReadonlySet<string>, { fromBox, toBox }: Flow): boolean => boxes.has(fromBox) || boxes.has(toBox);

/**
 * Returns as much as can be followed: the first boxes and those that are kept, and of the flows among them first what was changed or
 * denied, then one for each box, then those of what is kept, then those of all, each time those first that stand for the most. Linear,
 * but for the order of the flows.
 */
export function trimmed(draft: Draft): Scene {
  const { scene, kept } = draft;
  if (!isTooMuch(draft)) return scene;
  const boxes = firstBoxes(scene.boxes, kept);
  const isThere = new Set(boxes.map(({ id }) => id));
  const within = scene.flows.filter(({ fromBox, toBox }) => isThere.has(fromBox) && isThere.has(toBox));
  const flows = firstFlows(within, kept);
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

function firstFlows(flows: Flow[], kept: ReadonlySet<string>): Flow[] {
  const strongest = flows.toSorted((a, b) => b.count - a.count);
  const said = strongest.filter(({ change, kind }) => change !== undefined || kind === "denied");
  const own = strongest.filter((flow) => isOf(kept, flow));
  const order = new Set([...said, ...joining([...own, ...strongest]), ...own, ...strongest]);
  const drawn = new Set([...order].slice(0, mostFlows));
  return flows.filter((flow) => drawn.has(flow));
}

/** Of some flows those that join a box that none before them does. */
function joining(flows: Flow[]): Flow[] {
  const joined = new Set<string>();
  return flows.filter(({ fromBox, toBox }) => {
    const isFirst = fromBox !== toBox && (!joined.has(fromBox) || !joined.has(toBox));
    if (isFirst) joined.add(fromBox).add(toBox);
    return isFirst;
  });
}

/** How many recorded flows some drawn ones stand for. */
export const countOf = (flows: readonly Flow[]): number => flows.reduce((sum, { count }) => sum + count, 0);

/** How many of some drawn flows are ways through what is hidden. */
export const waysIn = (flows: readonly Flow[]): number => flows.filter(({ kind }) => kind === "implied").length;
