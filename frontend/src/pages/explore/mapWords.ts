// What the map answers, in words: how many flows join how many places, and which of them is depended on most.
import { count, listed } from "../../catalog/count";
import type { Precision } from "../../graph/model/answer";
import type { Scene } from "../../graph/model/scene";
import { countOf } from "../../graph/model/trim";
import { boxesSaid, leftSaid } from "../../graph/view/describe";
import type { MapPageQuery } from "./map.generated";

export type RollUp = NonNullable<MapPageQuery["catalog"]>["rollUp"];
export type Place = RollUp["entities"][number]["entity"];

export interface Ranked {
  entity: Place;
  feeds: { entity: Place; precision: Precision }[];
}

/** The places by how many others they feed, the most depended on first, then by name. */
export function byReach({ entities, flows }: RollUp): Ranked[] {
  const find = new Map(entities.map(({ entity }) => [entity.id, entity]));
  const feeds = new Map<string, Ranked["feeds"]>(entities.map(({ entity }) => [entity.id, []]));
  for (const { from, to, precision } of flows) if (find.has(to.id)) feeds.get(from.id)?.push({ entity: find.get(to.id)!, precision });
  return entities.map(({ entity }) => ({ entity, feeds: feeds.get(entity.id)! })).sort((a, b) => b.feeds.length - a.feeds.length || a.entity.name.localeCompare(b.entity.name));
}

const isOfDivision = ({ entity }: RollUp["entities"][number]): boolean => entity.containers.some(({ kind }) => kind === "DIVISION");

/** The divisions that places are in, or are, by ID. */
export const divisionsOf = ({ entities }: RollUp): Map<string, string> =>
  new Map(entities.flatMap(({ entity }) => [entity, ...entity.containers].filter(({ kind }) => kind === "DIVISION").map(({ id, name }): [string, string] => [id, name])));

export const flowCount = ({ flows }: RollUp): number => flows.reduce((sum, flow) => sum + flow.count, 0);

/** "Showing 16 domains and 26 flows between them"; of 600 domains in 5 divisions also in how many of these. */
export function showingMap(scene: Scene, places: number, word: string): string {
  const what = scene.grouped ? `${count(places, word)} in ${boxesSaid(scene, scene.boxes.every(({ kind }) => kind === "DIVISION") ? "division" : "group")}` : boxesSaid(scene, word);
  return `Showing ${what}${leftSaid(scene) || ` and ${count(countOf(scene.flows), "flow")} between them`}`;
}

/** "26 flows join the 16 domains of 2 divisions.", which is said where all are of one, and "Product feeds the most: 4 domains." */
export function mapSaid(rollUp: RollUp, ranked: readonly Ranked[], word: string): { answer: string; rest: string | undefined } {
  const flows = flowCount(rollUp);
  const divisions = word === "domain" && rollUp.entities.every(isOfDivision) ? [...divisionsOf(rollUp).values()] : [];
  const where = divisions.length === 1 ? ` of ${divisions[0]}` : divisions.length > 1 ? ` of ${divisions.length} divisions` : "";
  return {
    answer: `${count(flows, "flow")} ${flows === 1 ? "joins" : "join"} the ${count(rollUp.entities.length, word)}${where}.`,
    rest: mostSaid(ranked, word),
  };
}

/** Of several that feed equally many each is named, or the first and how many more there are; where they are called alike, with their division. */
function mostSaid(ranked: readonly Ranked[], word: string): string | undefined {
  const most = ranked[0]?.feeds.length ?? 0;
  if (most === 0) return undefined;
  const first = ranked.filter(({ feeds }) => feeds.length === most).map(({ entity }) => entity);
  const alike = new Set(first.map(({ name }) => name)).size < first.length;
  const names = first.map((entity) => (alike ? placedIn(entity) : entity.name));
  return first.length === 1 ? `${names[0]} feeds the most: ${count(most, word)}.` : `${listed(names)} feed the most: ${count(most, word)} each.`;
}

function placedIn({ name, containers }: Place): string {
  const division = containers.find(({ kind }) => kind === "DIVISION");
  return division ? `${name} in ${division.name}` : name;
}
