import { Button } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { useCopied } from "./useCopied";

/**
 * Copies a link to this very view; with `revision` over that revision: who opens it later is told how many commits have been
 * made since.
 */
export function ShareButton({ revision }: { revision?: string }) {
  const router = useRouter();
  const { said, copy } = useCopied();
  const link = () => (revision === undefined ? location.href : location.origin + router.buildLocation({ to: ".", search: (before: object) => ({ ...before, at: { revision } }) }).href);
  return (
    <Button leftSection={<IconLink size={15} stroke={1.75} />} onClick={() => copy(link())}>
      {said ?? "Share"}
    </Button>
  );
}
