// How much of what a plan concerns its picture shows, in words.
import { count } from "../../catalog/count";
import type { Answer } from "../../graph/model/answer";
import type { Scene } from "../../graph/model/scene";
import { boxesSaid, leftSaid } from "../../graph/view/describe";
import type { Ends } from "./drawn";

/** "Showing 1,231 parts in 2 groups"; while it is read, how far that has come. `affected` is how many the plan affects. */
export function shownSaid(answer: Pick<Answer, "drawn"> | undefined, scene: Pick<Scene, "boxes" | "flows" | "grouped" | "left"> | undefined, ends: Pick<Ends, "left"> | undefined, affected: number, reading: number): string {
  if (!answer || !scene) return reading > 0 ? `Reading the picture: ${count(reading, "part")} so far` : "";
  const parts = count(answer.drawn.length, "part");
  const groups = scene.grouped || scene.left.boxes ? ` in ${boxesSaid(scene, "group")}` : "";
  const shown = `${parts}${groups}${leftSaid(scene)}`;
  return ends?.left ? `Showing the first ${shown.replace(/\.$/, "")}. The plan affects ${affected.toLocaleString("en")}: the list has all of them` : `Showing ${shown}`;
}
