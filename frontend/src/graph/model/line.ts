// An entity and all that it is part of, nearest first.
import type { Drawn, Place } from "./answer";

export type Entity = Drawn | Place;
export type Find = (id: string) => Entity | undefined;

export function lineUp(id: string, find: Find): Entity[] {
  const line: Entity[] = [];
  for (let at = find(id); at; at = find(containerOf(at) ?? "")) line.push(at);
  return line;
}

function containerOf(entity: Entity): string | undefined {
  return "containers" in entity ? entity.containers[0] : entity.container;
}
