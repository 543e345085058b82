// Where a picture stands on the page: on a phone a thumbnail that fills the screen when it is tapped. Which of the two it is
// is no part of the view that an address holds.
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@mantine/core";
import classes from "./frame.module.css";

/** `children` is told whether it fills the screen: then it is to be fitted anew. */
export function GraphFrame({ children }: { children: (full: boolean) => ReactNode }) {
  const [full, setFull] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!full) return;
    const back = ({ key }: KeyboardEvent) => key === "Escape" && setFull(false);
    addEventListener("keydown", back);
    frame.current?.querySelector<HTMLElement>("[data-graph]")?.focus();
    return () => removeEventListener("keydown", back);
  }, [full]);
  return (
    <div className={classes["frame"]} ref={frame} data-full={full || undefined}>
      {children(full)}
      <button type="button" className={classes["enlarge"]} onClick={() => setFull(true)} aria-label="Show the graph on the whole screen" />
      {full && (
        <Button className={classes["shrink"] ?? ""} onClick={() => setFull(false)}>
          Close
        </Button>
      )}
    </div>
  );
}
