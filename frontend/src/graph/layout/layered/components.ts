// A scene in the pieces that flows hold together.
import type { Scene } from "../../model/scene";

/** The connected parts of a scene, the largest first, then by the ID of their first box. Linear, but for the sorting. */
export function componentsOf(scene: Scene): Scene[] {
  const roots = new Map(scene.boxes.map(({ id }) => [id, id]));
  const root = (id: string): string => {
    let at = id;
    while (roots.get(at) !== at) at = roots.get(at)!;
    for (let next = id; next !== at; ) [next] = [roots.get(next)!, roots.set(next, at)];
    return at;
  };
  for (const { fromBox, toBox } of scene.flows) roots.set(root(fromBox), root(toBox));
  const parts = new Map<string, Scene>();
  for (const box of scene.boxes) {
    const known = parts.get(root(box.id)) ?? { ...scene, boxes: [], flows: [] };
    known.boxes.push(box);
    parts.set(root(box.id), known);
  }
  for (const flow of scene.flows) parts.get(root(flow.fromBox))!.flows.push(flow);
  const first = ({ boxes }: Scene) => boxes.reduce((least, { id }) => (id < least ? id : least), boxes[0]!.id);
  return [...parts.values()].sort((a, b) => b.boxes.length - a.boxes.length || (first(a) < first(b) ? -1 : 1));
}
