// What each vertex of a network is joined to, left and right, for those who look for an order.
import type { Network, Port, Vertex } from "./network";

export type Side = "left" | "right";
export const sides: Side[] = ["left", "right"];

export interface Joint {
  /** Its own end, and the other. */
  own: Port;
  end: Port;
  /** How many flows take it. */
  weight: number;
}

export interface Joined {
  /** What leads to the column on that side. */
  across: Record<Side, Joint[]>;
  /** What turns round on that side, to another vertex of the same column. */
  turns: Record<Side, Joint[]>;
}

export type Joints = Map<Vertex, Joined>;

export const emptyJoined = (): Joined => ({ across: { left: [], right: [] }, turns: { left: [], right: [] } });

/** Linear in the pieces. */
export function jointsOf({ columns, gaps }: Network): Joints {
  const joints: Joints = new Map(columns.flat().map((vertex) => [vertex, emptyJoined()]));
  gaps.forEach((gap, i) => {
    for (const { from, to, weight } of gap) {
      const there: Joint = { own: from, end: to, weight };
      const back: Joint = { own: to, end: from, weight };
      if (from.vertex.layer !== to.vertex.layer) {
        joints.get(from.vertex)!.across.right.push(there);
        joints.get(to.vertex)!.across.left.push(back);
      } else {
        const side = i === from.vertex.layer ? "left" : "right";
        joints.get(from.vertex)!.turns[side].push(there);
        joints.get(to.vertex)!.turns[side].push(back);
      }
    }
  });
  return joints;
}
