// The point in time that the pages show, chosen from wherever one is: by revision, by time, or after one of the last commits.
import { ActionIcon, Button } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { LazyPopup, type PopupButton } from "../layout/LazyPopup";
import { later } from "../states/later";
import { useAt } from "../url/at";

const Popup = later(() => import("./AsOfPopup"), (module) => module.default);

/** For the bar: an icon that says which point it is. */
export function AsOfIcon() {
  const said = `Point in time: ${usePoint() ?? "now"}`;
  return opening(
    <ActionIcon variant="subtle" color="var(--ink-2)" size={30} aria-label={said} title={said}>
      <IconClock size={16} stroke={1.75} />
    </ActionIcon>,
  );
}

/** For a page: "Now · revision 14". */
export function AsOfButton({ revision }: { revision: string }) {
  const point = usePoint();
  const said = point === undefined ? `Now · revision ${revision}` : point === `revision ${revision}` ? `As of ${point}` : `As of ${point} · revision ${revision}`;
  return opening(
    <Button variant="subtle" color="var(--ink-2)" leftSection={<IconClock size={15} stroke={1.75} />}>
      {said}
    </Button>,
  );
}

const opening = (button: PopupButton) => (
  <LazyPopup button={button} kind="dialog">
    {(button) => <Popup button={button} />}
  </LazyPopup>
);

/** The point that the address names, in words; undefined: now. */
function usePoint(): string | undefined {
  const at = useAt();
  if (!at) return undefined;
  return at.time ?? `revision ${at.revision}`;
}
