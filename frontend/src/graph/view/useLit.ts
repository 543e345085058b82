// What was asked about and what is selected, by the slots that stand for them in a drawing.
import { useMemo } from "react";
import { type Answer, lookUp } from "../model/answer";
import type { Scene } from "../model/scene";
import { standIns } from "../model/standIn";

const none: string[] = [];

export function useLit(scene: Scene | undefined, answer: Answer | undefined, selected: readonly string[]): { start: string[]; selected: string[] } {
  return useMemo(() => {
    const standIn = scene && answer ? standIns(scene.boxes, lookUp(answer)) : (id: string) => id;
    return { start: (answer?.start ?? none).map(standIn), selected: selected.map(standIn) };
  }, [scene, answer, selected]);
}
