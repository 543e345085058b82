import "../theme/fields.css";
import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";

/** Narrows a list as one types. The address follows what is typed, without a step of history for each letter. */
export function SearchText({ label }: { label: string }) {
  const { text = "" } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(text);
  const [said, setSaid] = useState(text);
  if (said !== text) {
    setSaid(text); // changed from elsewhere, such as by going back
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => {
      setSaid(typed);
      void navigate({ to: ".", search: (before: object) => ({ ...before, text: typed || undefined }), replace: true, resetScroll: false });
    }, 120);
    return () => clearTimeout(timer);
  }, [typed, text, navigate]);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} stroke={1.75} />}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
    />
  );
}
