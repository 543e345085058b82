// What went wrong, as a page shows it: one cause, and what the server says is near.
import type { CombinedError } from "urql";

export interface Fault {
  /** The API's code, such as NOT_FOUND; OFFLINE where no answer came at all. */
  code: string;
  /** A sentence for people, from the server where it said one. */
  message: string;
  /** IDs that may have been meant. */
  candidates: readonly string[];
}

/** The first fault of an answer: later ones mostly follow from it. */
export function faultOf(error: CombinedError): Fault {
  const [first] = error.graphQLErrors;
  if (!first) return { code: "OFFLINE", message: "The server did not answer.", candidates: [] };
  const { code, candidates } = first.extensions;
  return {
    code: typeof code === "string" ? code : "INTERNAL",
    message: sentence(first.message),
    candidates: Array.isArray(candidates) ? candidates.filter((id) => typeof id === "string") : [],
  };
}

/** The server's messages begin small and end without a stop, to stand within others. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
