// The kinds of files that the picture and the answer are taken away as.
import { useState } from "react";
import { Menu } from "@mantine/core";
import { type PopupButton, useFirstOpening } from "../../layout/LazyPopup";
import type { Drawn } from "../../graph/view/useDrawing";
import { arriving } from "../../states/arriving";
import { NoCode } from "../../states/NoCode";
import type { Exported } from "./ExportMenu";

type Away = typeof import("../../graph/export/away");

/** What makes files is fetched when the first is wanted. */
const load = arriving(() => import("../../graph/export/away"));

interface Props extends Exported {
  button: PopupButton;
  drawn: Drawn;
}

export default function ExportPopup({ button, name, title, showing, revision, drawn, entries }: Props) {
  const { opened, onChange, target } = useFirstOpening(button);
  const file = name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();
  const [missing, miss] = useState(false);
  const away = (act: (by: Away) => unknown) => void load().then(act, () => miss(true));
  const words = () => ({ title, footer: `${name} · ${showing} · revision ${revision} · ${new Date().toISOString().slice(0, 10)} · ${location.href}` });
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" shadow="md" withinPortal={false}>
      {missing && <NoCode />}
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => away(({ save, svgOf }) => svgOf(drawn.drawing, words()).then((svg) => save(`${file}.svg`, svg, "image/svg+xml")))}>Picture as SVG</Menu.Item>
        <Menu.Item onClick={() => away(({ save, pngOf }) => pngOf(drawn.drawing, words()).then((png) => save(`${file}.png`, png)))}>Picture as PNG</Menu.Item>
        <Menu.Item onClick={() => away(({ save, mermaidOf }) => save(`${file}.mmd`, mermaidOf(drawn.scene)))}>Diagram as Mermaid</Menu.Item>
        {entries && <Menu.Item onClick={() => away(({ save, csvOf }) => save(`${file}.csv`, csvOf(entries), "text/csv"))}>List as CSV</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
