import { ActionIcon, useComputedColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { LazyPopup } from "../layout/LazyPopup";
import { later } from "../states/later";

const Popup = later(() => import("./ThemePopup"), (module) => module.default);

/** Light, dark, or as the system is; kept in this browser. */
export function ThemeMenu() {
  const Shown = useComputedColorScheme("light") === "dark" ? IconMoon : IconSun;
  const button = (
    <ActionIcon variant="subtle" color="var(--ink-2)" size={30} aria-label="Theme">
      <Shown size={16} stroke={1.75} />
    </ActionIcon>
  );
  return (
    <LazyPopup button={button} kind="menu">
      {(button) => <Popup button={button} />}
    </LazyPopup>
  );
}
