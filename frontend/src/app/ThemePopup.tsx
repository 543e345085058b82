import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { type PopupButton, useFirstOpening } from "../layout/LazyPopup";

const schemes = [
  { name: "Light", value: "light", icon: IconSun },
  { name: "Dark", value: "dark", icon: IconMoon },
  { name: "As the system", value: "auto", icon: IconDeviceDesktop },
] as const;

export default function ThemePopup({ button }: { button: PopupButton }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { opened, onChange, target } = useFirstOpening(button);
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" withinPortal={false}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme} onChange={(chosen) => setColorScheme(chosen as MantineColorScheme)}>
          {schemes.map(({ name, value, icon: Icon }) => (
            <Menu.RadioItem key={value} value={value} rightSection={<Icon size={15} stroke={1.75} />}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
