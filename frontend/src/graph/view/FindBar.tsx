// Finding in the graph: type, Enter goes to the next one.
import { useMemo, useState } from "react";
import { findInScene } from "../model/find";
import type { Box } from "../model/scene";
import classes from "./graph.module.css";

export function FindBar({ boxes, go, close }: { boxes: Box[]; go: (slot: string) => void; close: () => void }) {
  const [text, type] = useState("");
  const [at, step] = useState(0);
  const found = useMemo(() => findInScene(boxes, text), [boxes, text]);
  const current = found[at % Math.max(1, found.length)];
  const keys = (event: React.KeyboardEvent) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && current) {
      go(current.slot);
      step(at + (event.shiftKey ? found.length - 1 : 1));
    }
  };
  return (
    <div className={`${classes["float"]} ${classes["find"]}`} role="search">
      <input
        autoFocus
        aria-label="Find in this graph"
        placeholder="Find in this graph"
        value={text}
        onKeyDown={keys}
        onChange={(event) => {
          type(event.target.value);
          step(0);
        }}
      />
      <span role="status">{text.trim() && (found.length ? `${(at % found.length) + 1} of ${found.length}` : "Not in this graph")}</span>
      <button type="button" aria-label="Close" onClick={close}>
        ✕
      </button>
    </div>
  );
}
