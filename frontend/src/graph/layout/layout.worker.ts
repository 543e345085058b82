// The layout in a worker: scenes come in, layouts go out.
import type { Scene } from "../model/scene";
import type { Layout } from "./layout";
import { layOutLayered } from "./layered/layered";

export interface Question {
  number: number;
  scene: Scene;
  /** The rows that were drawn before. */
  before: Layout["rows"];
}

export type Reply = { number: number; layout: Layout } | { number: number; error: string };

onmessage = ({ data: { number, scene, before } }: MessageEvent<Question>) => {
  postMessage(answer(number, scene, before));
};

function answer(number: number, scene: Scene, before: Layout["rows"]): Reply {
  try {
    return { number, layout: layOutLayered(scene, before) };
  } catch (cause) {
    return { number, error: cause instanceof Error ? cause.message : String(cause) };
  }
}
