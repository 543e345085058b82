// Layouts from a worker, so that the page never waits for one: hands each answer to who asked.
import type { Scene } from "../model/scene";
import type { Layout } from "./layout";
import type { Question, Reply } from "./layout.worker";

interface Waiting {
  resolve(layout: Layout): void;
  reject(cause: Error): void;
}

let worker: Worker | undefined;
let asked = 0;
const waiting = new Map<number, Waiting>();

/** Starts the worker, so that the first layout does not wait for it. */
export function warmUp(): void {
  if (worker) return;
  worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<Reply>) => {
    const who = waiting.get(data.number);
    waiting.delete(data.number);
    if ("layout" in data) who?.resolve(data.layout);
    else who?.reject(new Error(data.error));
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message || "the layout's code could not be loaded"));
    waiting.clear();
    worker = undefined; // the next one starts anew
  };
}

const nothing: Layout["rows"] = new Map();

/** `before` are the rows that were drawn before, which keep their order. Rejects where the worker cannot be started or fails. */
export function layOutInWorker(scene: Scene, before = nothing): Promise<Layout> {
  warmUp();
  const question: Question = { number: ++asked, scene, before };
  return new Promise((resolve, reject) => {
    waiting.set(question.number, { resolve, reject });
    worker!.postMessage(question);
  });
}
