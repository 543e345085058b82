// Where everything of a scene stands.
import { reordered } from "../model/box";
import { flowsWithin, type Scene } from "../model/scene";

export interface Point {
  x: number;
  y: number;
}

export interface Layout {
  /** The rows of each box that has any, from top to bottom: where flows cross less for it, in another order than the scene has them. */
  rows: Map<string, string[]>;
  boxes: Map<string, Point>;
  /** The bends of each flow between two boxes, its ends included. */
  flows: Map<string, Point[]>;
}

/** The scene with the rows of each box in the order of the layout. */
export function ordered(scene: Scene, { rows }: Pick<Layout, "rows">): Scene {
  const inner = flowsWithin(scene.flows);
  const boxes = scene.boxes.map((box) => {
    const order = rows.get(box.id);
    return !order || box.rows.every(({ id }, i) => id === order[i]) ? box : reordered(box, order, inner.get(box.id) ?? []);
  });
  return { ...scene, boxes };
}

/** The same layout, moved so that a box stands where it stood before. Left as it is where the box is in none. */
export function anchored(layout: Layout, box: string | undefined, before: Layout | undefined): Layout {
  const now = box === undefined ? undefined : layout.boxes.get(box);
  const then = box === undefined ? undefined : before?.boxes.get(box);
  if (!now || !then) return layout;
  const move = ({ x, y }: Point): Point => ({ x: x + then.x - now.x, y: y + then.y - now.y });
  return {
    rows: layout.rows,
    boxes: new Map([...layout.boxes].map(([id, at]) => [id, move(at)])),
    flows: new Map([...layout.flows].map(([id, points]) => [id, points.map(move)])),
  };
}
