import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { save } from "../../files/save";
import { allGaps, gapsCsv } from "./gapsFile";

/** All findings as a file, also those that are not read yet. */
export function ExportGaps({ within, revision }: { within: string | undefined; revision: string }) {
  const [waiting, wait] = useState(false);
  const [failed, fail] = useState(false);
  const take = async () => {
    wait(true);
    const all = await allGaps(within, revision);
    wait(false);
    fail(!all);
    const where = within ? `-${within.slice(within.indexOf(":") + 1).replaceAll("/", "-")}` : "";
    if (all) save(`findings${where}-r${revision}.csv`, gapsCsv(all), "text/csv");
  };
  return (
    <Button leftSection={<IconDownload size={15} stroke={1.75} />} loading={waiting} onClick={() => void take()} title="All findings as CSV">
      {failed ? "Export: no answer" : "Export"}
    </Button>
  );
}
