import { Button } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useCopied } from "../../layout/useCopied";

/** The view is its address. */
export function ShareButton() {
  const { said, copy } = useCopied();
  return (
    <Button leftSection={<IconLink size={15} stroke={1.75} />} onClick={() => copy(location.href)}>
      {said ?? "Share"}
    </Button>
  );
}
