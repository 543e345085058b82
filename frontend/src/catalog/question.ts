// The question that the page on the screen has asked: the playground opens with it.
import { useSyncExternalStore } from "react";
import { stringifyDocument, type AnyVariables, type DocumentInput } from "urql";

export interface Question {
  query: string;
  variables: Record<string, unknown>;
}

let current: Question | undefined;
const listeners = new Set<() => void>();

/** Says what the page asks; the answer takes it back, for when the page goes. */
export function asks(document: DocumentInput<any, any>, variables: AnyVariables): () => void {
  const question = { query: pretty(document), variables: defined(variables) };
  set(question);
  return () => {
    if (current === question) set(undefined);
  };
}

export const useQuestion = (): Question | undefined => useSyncExternalStore(subscribe, () => current);

/** The playground with the question filled in: behind the #, which no server sees nor cuts short. */
export function playgroundAddress(question: Question | undefined): string {
  if (!question) return "/playground/";
  const parts = new URLSearchParams({ query: question.query });
  if (Object.keys(question.variables).length > 0) parts.set("variables", JSON.stringify(question.variables, null, 2));
  return `/playground/#${parts}`;
}

function set(question: Question | undefined) {
  current = question;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const pretty = (document: DocumentInput<any, any>): string =>
  stringifyDocument(document).replaceAll(/^# \w+\n/gm, "").trim();

const defined = (variables: AnyVariables): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables ?? {}).filter(([, value]) => value !== undefined && value !== null));
