// An opponent in measurements: ELK layered with the same boxes. Boxes are laid out, not their rows: each is one node whose ports stand where its rows are, so
// nothing is nested. Flows within a box are not ELK's business.
import type { ElkExtendedEdge, ElkNode, ElkPort } from "elkjs/lib/elk-api";
import type { Box, Flow, Scene } from "../../model/scene";
import type { Layout } from "../layout";
import { removedOffset, slotHeights } from "../slots";
import { consumerRoom } from "../consumers";

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.spacing.nodeNodeBetweenLayers": "96",
  "elk.spacing.nodeNode": "28",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "14",
  "elk.spacing.edgeEdge": "14",
  "elk.layered.spacing.edgeNodeBetweenLayers": "24",
  "elk.spacing.edgeNode": "24",
  "elk.spacing.componentComponent": "56",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.randomSeed": "1",
};

export function boxesGraph(scene: Scene): ElkNode {
  const flows = scene.flows.filter((flow) => flow.fromBox !== flow.toBox);
  const ports = new Map<string, Map<string, ElkPort>>(scene.boxes.map((box) => [box.id, new Map()]));
  const boxes = new Map(scene.boxes.map((box) => [box.id, { box, heights: slotHeights(box) }]));
  const leaving = new Set(flows.map((flow) => flow.fromBox));

  const port = (flow: Flow, side: "EAST" | "WEST"): string => {
    const [slot, id] = side === "EAST" ? [flow.from, flow.fromBox] : [flow.to, flow.toBox];
    const { box, heights } = boxes.get(id)!;
    const removed = side === "WEST" && flow.change === "removed";
    // Flows from one slot share a port, and so a trunk. Into a slot each source has a port of its own at the same place:
    // else ELK makes one trunk of all that share a source or an end, and nobody sees what leads where.
    const name = `${slot} ${side}${side === "WEST" ? ` ${flow.from}` : ""}${removed ? " removed" : ""}`;
    const y = heights.get(slot)! + (removed ? removedOffset : 0);
    const at = { x: side === "EAST" ? box.width : 0, y };
    ports.get(id)!.set(name, { id: name, width: 0, height: 0, ...at, layoutOptions: { "elk.port.side": side } });
    return name;
  };

  const edges: ElkExtendedEdge[] = flows.map((flow) => ({ id: flow.id, sources: [port(flow, "EAST")], targets: [port(flow, "WEST")] }));
  // By ID, whatever the answer's order: so that what is there keeps its order when more comes.
  const inOrder = scene.boxes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const children = inOrder.map((box) => node(box, [...ports.get(box.id)!.values()], leaving.has(box.id)));
  return { id: "scene", layoutOptions: options, children, edges };
}

function node(box: Box, ports: ElkPort[], leaves: boolean): ElkNode {
  const room = consumerRoom(box, leaves);
  return {
    id: box.id,
    width: box.width + room.width,
    height: box.height + room.height,
    ports,
    layoutOptions: { "elk.portConstraints": "FIXED_POS" },
  };
}

export function readBoxes({ children, edges }: ElkNode): Layout {
  const boxes = new Map((children ?? []).map((node) => [node.id, { x: node.x ?? 0, y: node.y ?? 0 }]));
  const flows: Layout["flows"] = new Map();
  for (const { id, sections } of edges ?? []) {
    const section = sections?.[0];
    if (section) flows.set(id, [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(({ x, y }) => ({ x, y })));
  }
  return { rows: new Map(), boxes, flows };
}
