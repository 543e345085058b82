// The sheet that rises from the foot of a phone, loaded when it is opened.
import "../../theme/fields.css";
import { Button, Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./explore.module.css";

export function SheetDrawer({ label, close, children }: { label: string; close: () => void; children: ReactNode }) {
  return (
    <Drawer.Root opened onClose={close} position="bottom" size="auto">
      <Drawer.Overlay />
      <Drawer.Content aria-label={label}>
        <Drawer.Body className={classes["sheetBody"] ?? ""}>
          {children}
          <Button onClick={close}>Close</Button>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
