// The help must not promise a key that does nothing: what it lists of the graph is what the graph understands.
import { expect, test } from "vitest";
import { commandOf, keyHelp } from "../graph/view/keys";

const written: Record<string, string> = { "←": "ArrowLeft", "→": "ArrowRight", "↑": "ArrowUp", "↓": "ArrowDown", Esc: "Escape", Space: " ", "−": "-" };

test.each([...keyHelp("right"), ...keyHelp("down")])("%s does something in the graph: %s", (keys) => {
  for (const key of keys.split(" ")) {
    const parts = key.split("+").filter(Boolean);
    const last = parts.at(-1) ?? "+";
    const event = { key: written[last] ?? last, ctrlKey: false, metaKey: false, altKey: parts.includes("Alt"), shiftKey: parts.includes("Shift") };
    expect(commandOf(event), key).toBeDefined();
  }
});
