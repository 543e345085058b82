// An opponent in measurements: ELK layered with one node for each part, as one would draw the answer without boxes.
import type { ElkNode } from "elkjs/lib/elk-api";
import type { Answer } from "../../model/answer";
import type { Line } from "../crossings";

export function plainGraph(answer: Answer): ElkNode {
  const nodes = new Set(answer.drawn.map(({ id }) => id));
  for (const { from, to } of answer.flows) nodes.add(from).add(to);
  return {
    id: "plain",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.layered.spacing.nodeNodeBetweenLayers": "96",
      "elk.spacing.nodeNode": "28",
    },
    children: [...nodes].map((id) => ({ id, width: 212, height: 46 })),
    edges: answer.flows.map(({ from, to }) => ({ id: `${from} ${to}`, sources: [from], targets: [to] })),
  };
}

export function readPlain({ edges }: ElkNode): Line[] {
  return (edges ?? []).flatMap(({ id, sources, targets, sections }) => {
    const section = sections?.[0];
    return section ? [{ id, from: sources[0]!, to: targets[0]!, points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] }] : [];
  });
}
