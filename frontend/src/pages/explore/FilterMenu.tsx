// The button of the filter. What it opens is loaded with the first click: the fields weigh more than the rest of the page.
import { Button } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { LazyPopup } from "../../layout/LazyPopup";
import { later } from "../../states/later";
import type { Shown } from "./useScene";
import type { Moves, View } from "./useView";

interface Props {
  view: View;
  moves: Moves;
  shown: Shown;
}

const Popup = later(() => import("./FilterPopup"), (module) => module.default);

export function FilterMenu({ view, moves, shown }: Props) {
  const { filter, flows } = view;
  const { kinds = [], within, owner, unowned, tags = [], text } = filter;
  const active = kinds.length + tags.length + flows.length + [within, owner, unowned, text].filter(Boolean).length;
  const button = (
    <Button variant="subtle" color="var(--ink-2)" leftSection={<IconFilter size={15} stroke={1.75} />}>
      Filter{active ? ` · ${active}` : ""}
    </Button>
  );
  return (
    <LazyPopup button={button} kind="dialog">
      {(button) => <Popup button={button} view={view} moves={moves} shown={shown} active={active > 0} />}
    </LazyPopup>
  );
}
