// The picture and the answer, to take away.
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { Entry } from "../../graph/list/entries";
import type { Drawn } from "../../graph/view/useDrawing";
import { LazyPopup } from "../../layout/LazyPopup";
import { later } from "../../states/later";

const Popup = later(() => import("./ExportPopup"), (module) => module.default);

export interface Exported {
  /** What files are called, in words. */
  name: string;
  /** The answer, and what is in sight of it. */
  title: string;
  showing: string;
  revision: string;
  /** The answer as a list; left out where there is none. */
  entries?: Entry[];
}

export function ExportMenu({ drawn, ...exported }: Exported & { drawn: Drawn | undefined }) {
  const button = (
    <Button disabled={!drawn} leftSection={<IconDownload size={15} stroke={1.75} />}>
      Export
    </Button>
  );
  if (!drawn) return button;
  return (
    <LazyPopup button={button} kind="menu">
      {(button) => <Popup button={button} drawn={drawn} {...exported} />}
    </LazyPopup>
  );
}
