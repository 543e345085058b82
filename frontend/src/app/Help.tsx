import { Suspense, useEffect, useState } from "react";
import { later } from "../states/later";

const HelpDialog = later(() => import("./HelpDialog"), ({ HelpDialog }) => HelpDialog); // not part of the first screen

/** All keys, at `?`, wherever that is no letter of a text. The graph, which has more of them, shows its own. */
export function Help() {
  const [open, set] = useState(false);
  useEffect(() => {
    const asked = (event: KeyboardEvent) => {
      if (event.key !== "?" || event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      set(true);
    };
    document.addEventListener("keydown", asked);
    return () => document.removeEventListener("keydown", asked);
  }, []);
  return <Suspense>{open && <HelpDialog close={() => set(false)} />}</Suspense>;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
