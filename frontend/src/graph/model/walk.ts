// Walking the drawing with the arrow keys: left and right along flows, up and down among neighbours; up and down along flows where
// those lead from top down.
import type { Drawing } from "../layout/drawing";
import { slotHeights } from "../layout/slots";
import { type Flow, type Orientation, slotsOf } from "./scene";
import { slotsFor, type Ways } from "./ways";

export type Step = "left" | "right" | "up" | "down";

interface Stop {
  slot: string;
  /** Where its box begins along the flows, and where it stands across them. */
  layer: number;
  across: number;
  y: number;
}

/** Returns the slot that a key leads to, or undefined where there is nothing that way. */
export function walk(drawing: Drawing, ways: Ways, at: string, step: Step): string | undefined {
  const stops = stopsOf(drawing);
  const here = stops.find((stop) => stop.slot === at);
  if (!here) return stops[0]?.slot;
  const { is, onwards } = meanings[drawing.orientation][step];
  return is === "beside" ? beside(stops, here, onwards) : along(drawing, ways, stops, here, onwards);
}

const meanings: Record<Orientation, Record<Step, { is: "along" | "beside"; onwards: boolean }>> = {
  right: { left: { is: "along", onwards: false }, right: { is: "along", onwards: true }, up: { is: "beside", onwards: false }, down: { is: "beside", onwards: true } },
  down: { up: { is: "along", onwards: false }, down: { is: "along", onwards: true }, left: { is: "beside", onwards: false }, right: { is: "beside", onwards: true } },
};

/** All slots that can be walked to, from top to bottom of each box. */
export function stopsOf(drawing: Drawing): Stop[] {
  return drawing.boxes.flatMap((placed) => {
    const heights = slotHeights(placed.box);
    return slotsOf(placed.box).map((slot) => {
      const y = placed.at.y + heights.get(slot)!;
      return drawing.orientation === "down" ? { slot, layer: placed.at.y, across: placed.at.x, y } : { slot, layer: placed.at.x, across: y, y };
    });
  });
}

/** The next one before or behind that begins in the same layer: in the same box, then in the next. */
function beside(stops: Stop[], here: Stop, onwards: boolean): string | undefined {
  const layer = stops.filter((stop) => Math.abs(stop.layer - here.layer) < 130).sort((a, b) => a.across - b.across || a.y - b.y || a.layer - b.layer);
  return layer[layer.indexOf(here) + (onwards ? 1 : -1)]?.slot;
}

/** The end of a flow from here; of several the one in the nearest layer, there the nearest beside. Of a box, whatever flows from or to any row of it. */
function along(drawing: Drawing, ways: Ways, stops: Stop[], here: Stop, onwards: boolean): string | undefined {
  const index = onwards ? ways.out : ways.in;
  const end = (flow: Flow) => (onwards ? flow.to : flow.from);
  const own = slotsFor(drawing.boxes.map(({ box }) => box), here.slot);
  const flows = (index.get(here.slot) ?? []).length ? index.get(here.slot)! : [...own].flatMap((slot) => index.get(slot) ?? []);
  const ends = new Set(flows.map(end).filter((slot) => !own.has(slot) || own.size === 1));
  ends.delete(here.slot);
  const near = stops.filter((stop) => ends.has(stop.slot)).sort((a, b) => Math.abs(a.layer - here.layer) - Math.abs(b.layer - here.layer) || Math.abs(a.across - here.across) - Math.abs(b.across - here.across));
  return near[0]?.slot;
}
