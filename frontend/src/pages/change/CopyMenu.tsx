import { Button, Menu } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useCopied } from "../../layout/useCopied";
import type { Change } from "./changes";
import { commandOf } from "./command";
import { mutationText } from "./mutation";
import { yamlOf } from "./yaml";

interface Props {
  changes: readonly Change[];
  base: string;
  title: string;
}

/** The plan as text for elsewhere. */
export function CopyMenu({ changes, base, title }: Props) {
  const { said, copy } = useCopied();
  const texts = [
    { label: "As a command", text: () => commandOf(changes, location.origin) },
    { label: "As an apply mutation", text: () => mutationText(changes, base) },
    { label: "As an alternative, a file of YAML", text: () => yamlOf(title, base, changes) },
  ];
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button variant="subtle" color="var(--ink-2)" leftSection={<IconCopy size={15} stroke={1.75} />}>
          {said ?? "Copy"}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {texts.map(({ label, text }) => (
          <Menu.Item key={label} onClick={() => copy(text())}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
