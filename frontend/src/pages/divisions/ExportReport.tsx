import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { save } from "../../files/save";
import type { Crossing, Division } from "./border";
import { borderCsv, borderMarkdown } from "./report";
import { allCrossings } from "./sides";

/** The whole border report as a file, also what is not read yet. */
export function ExportReport({ of, revision }: { of: Division; revision: string }) {
  const [waiting, wait] = useState(false);
  const [failed, fail] = useState(false);
  const file = (ending: string, type: string, textOf: (all: readonly Crossing[]) => string) => async () => {
    wait(true);
    const all = await allCrossings(of.id, revision);
    wait(false);
    fail(!all);
    if (all) save(`border-${of.id.slice(of.id.indexOf(":") + 1).replaceAll("/", "-")}-r${revision}.${ending}`, textOf(all), type);
  };
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button leftSection={<IconDownload size={15} stroke={1.75} />} loading={waiting}>
          {failed ? "Export: no answer" : "Export"}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void file("csv", "text/csv", borderCsv)()}>Border report as CSV</Menu.Item>
        <Menu.Item onClick={() => void file("md", "text/markdown", (all) => borderMarkdown(of, all, revision, location.href))()}>Border report as Markdown</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
