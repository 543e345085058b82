import "../theme/fields.css";
import { CloseButton, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./layout.module.css";

/** Something to decide before going on: named by its heading, left by Escape or its button. */
export function Dialog({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  return (
    <Modal.Root opened onClose={close} size={520}>
      <Modal.Overlay />
      <Modal.Content aria-label={title} radius="lg">
        <Modal.Body p={20}>
          <div className={classes["dialog"]}>
            <h2>{title}</h2>
            <CloseButton onClick={close} aria-label="Close" size={28} />
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
