// An answer together with what it is the answer to: while the next one is on its way, the last and its question stay
// together.
import { useState } from "react";
import type { Answer } from "./answer";

export interface Settled<Data, Of> {
  data: Data;
  /** What was asked about. */
  of: Of;
}

/** `of` must stay the same object as long as the same is asked. Undefined until there is an answer. */
export function useSettled<Data, Of>({ data, fault, waiting }: Answer<Data>, of: Of): Settled<Data, Of> | undefined {
  const [kept, keep] = useState<Settled<Data, Of>>();
  const isNew = data !== undefined && !fault && !waiting && (data !== kept?.data || of !== kept.of);
  const settled = isNew || (!kept && data !== undefined) ? { data, of } : kept;
  if (isNew) keep(settled);
  return settled;
}
