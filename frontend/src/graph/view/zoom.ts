// How much is drawn at which zoom. Rows are only there where they can be read; what else a level has no room for the style
// sheet hides.

export type Level = "block" | "brief" | "full" | "large";

/** Down to this zoom names are held at a size that is read. */
export const leastLegible = 0.25;

/** So far away one can go: as far as is usual, and of a large drawing until all of it is in sight, of a thumbnail too. */
export const leastZoom = ({ width, height }: { width: number; height: number }): number => Math.min(0.05, 100 / Math.max(1, width, height));

export function levelAt(zoom: number): Level {
  if (zoom < 0.4) return "block";
  if (zoom < 0.75) return "brief";
  return zoom <= opens ? "full" : "large";
}

/** Above the one boxes open to datasets and columns, below the other they close again: between the two they stay as they are. */
const opens = 1.3;
const closes = 1.15;

export const isNear = (zoom: number, before: boolean): boolean => zoom > (before ? closes : opens);

/** Whether rows are too small to be read: then there are none, and all flows between two boxes are one. */
export function isFar(level: Level): boolean {
  return level === "block" || level === "brief";
}

/** How much larger marks are from far away, so that they keep their size. */
export const farScale = (zoom: number): number => (zoom < 0.75 ? 1 / Math.max(leastLegible, zoom) : 1);

/** For so large marks room is made at a zoom: they grow with each step of it, and do not move about with each. */
export const markScale = (zoom: number): number => [1, 1.7, 2, 2.5, 3, 1 / leastLegible].find((scale) => scale >= farScale(zoom) - 1e-9)!;

/** From farther away lines are wider than they are near by; from very far just so wide that they do not vanish. */
export const thickness = (zoom: number): number => (zoom < 0.75 ? Math.max(Math.min(2.5, 0.75 / zoom), 0.25 / zoom) : 1);

/** Sets what the style sheet needs: the level, and how much text, marks (from far away) and lines must be larger to be seen at their own size. */
export function showZoom(element: HTMLElement, zoom: number): void {
  element.dataset["zoom"] = levelAt(zoom);
  element.style.setProperty("--unzoom", String(1 / Math.max(leastLegible, zoom)));
  element.style.setProperty("--far", String(farScale(zoom)));
  element.style.setProperty("--thick", String(thickness(zoom)));
}
