import { useState } from "react";

/** Copies, and says for a while that it did or could not. */
export function useCopied() {
  const [said, say] = useState<string>();
  const copy = (text: string) => {
    const done = (word: string) => (say(word), setTimeout(() => say(undefined), 2000));
    void navigator.clipboard?.writeText(text).then(() => done("Copied"), () => done("Not allowed to copy"));
  };
  return { said, copy };
}
