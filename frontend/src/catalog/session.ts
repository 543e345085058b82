// What the caller may do. The server decides anyway; this only spares somebody a form that would be refused.
import { useEffect, useState } from "react";

/** Whether the caller may change the catalog; true until the server says otherwise. */
export function useMayWrite(): boolean {
  const [may, say] = useState(true);
  useEffect(() => {
    let wanted = true;
    const ask = async () => {
      const answer = await fetch("/session");
      const { scopes } = (answer.ok ? await answer.json() : {}) as { scopes?: string[] };
      if (wanted) say(!scopes || scopes.includes("write") || scopes.includes("admin"));
    };
    ask().catch(() => undefined); // who cannot be asked has said nothing against it
    return () => void (wanted = false);
  }, []);
  return may;
}
