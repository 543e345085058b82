// A dialog of the browser's own: what is behind it is inert, the first field has the focus, Escape closes it, and then the focus is
// where it was before.
import { type ReactNode, useLayoutEffect, useRef } from "react";
import classes from "./nativedialog.module.css";

export function NativeDialog({ label, close, children }: { label: string; close: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current!;
    const page = document.documentElement;
    page.style.scrollbarGutter = window.innerWidth > page.clientWidth ? "stable" : ""; // what is behind it stays where it is
    shown.showModal();
    return () => {
      shown.close(); // before it is taken away, or the focus would be lost
      page.style.scrollbarGutter = "";
    };
  }, []);
  return (
    <dialog ref={dialog} aria-label={label} className={classes["dialog"]} onClose={close} onClick={(event) => event.target === event.currentTarget && close()}>
      <div>{children}</div>
    </dialog>
  );
}
