// Divisions that are drawn where domains were asked for, as these are too many: what is said of it.
import type { Scene } from "../../graph/model/scene";
import type { Grain } from "../../url/parameters";

/** How to come to the domains, as the sentence behind `said`; empty where all that is drawn is as fine as asked. */
export function openSaid({ grouped, boxes }: Pick<Scene, "grouped" | "boxes">, grain: Grain, said: string): string {
  const coarser = grouped && grain === "domain" && boxes.some(({ kind, collapsed }) => kind === "DIVISION" && collapsed);
  return coarser ? `${said.endsWith(".") ? "" : "."} Open a division to see its domains.` : "";
}
