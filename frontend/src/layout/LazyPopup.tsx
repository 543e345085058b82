// A button whose popup is loaded with the first click: no first screen waits for what only a click shows.
import { cloneElement, type ReactElement, type ReactNode, type Ref, Suspense, useEffect, useRef, useState } from "react";

/** A button of Mantine's, or one that takes the same. */
export type PopupButton = ReactElement<{
  onClick?: () => void;
  ref?: Ref<HTMLButtonElement>;
  "aria-haspopup"?: "menu" | "dialog";
  "aria-expanded"?: boolean;
}>;

interface Props {
  button: PopupButton;
  kind: "menu" | "dialog";
  /** The popup with the button that opens it, whose code is loaded then; it begins with useFirstOpening. */
  children: (button: PopupButton) => ReactNode;
}

export function LazyPopup({ button, kind, children }: Props) {
  const [wanted, want] = useState(false);
  const still = cloneElement(button, { "aria-haspopup": kind, "aria-expanded": false, onClick: () => want(true) });
  return wanted ? <Suspense fallback={still}>{children(button)}</Suspense> : still;
}

/** Opens a popup once it is there. Its button has the focus then, and so has it again when the popup is closed. */
export function useFirstOpening(button: PopupButton) {
  const [opened, onChange] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    ref.current?.focus();
    onChange(true);
  }, []);
  return { opened, onChange, target: cloneElement(button, { ref }) };
}
