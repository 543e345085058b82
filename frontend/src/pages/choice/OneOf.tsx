import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Kind } from "../../catalog/kinds";
import { Switch } from "../../layout/Switch";
import { EntityChoice } from "../change/Choices";

interface Option {
  id: string;
  kind: Kind;
  name: string;
  /** What choosing it brings. */
  number?: ReactNode;
}

interface Props {
  label: string;
  /** What is chosen among, where there are too many to show. */
  kind: Kind;
  /** The first of them. */
  options: readonly Option[];
  total: number;
  chosen: Option | undefined;
  /** The parameters that a choice sets. */
  search: (id: string | undefined) => object;
  /** May nothing be chosen: all of them, and how much that brings. */
  all?: ReactNode;
}

// So many stand side by side.
const few = 4;

/** One of several: a switch where they are few, else found by typing. */
export function OneOf({ label, kind, options, total, chosen, search, all }: Props) {
  const navigate = useNavigate();
  if (total > few) {
    const set = (id: string) => void navigate({ to: ".", search: (before: object) => ({ ...before, ...search(id || undefined) }), resetScroll: false });
    return <EntityChoice key={chosen?.id ?? ""} label={label} kinds={[kind]} value={chosen?.id ?? ""} known={chosen} set={set} required={false} />;
  }
  const each = options.map(({ id, name, number }) => ({ name, number, chosen: id === chosen?.id, search: search(id) }));
  const none = all === undefined ? [] : [{ name: "All", number: all, chosen: chosen === undefined, search: search(undefined) }];
  return <Switch label={label} options={[...none, ...each]} />;
}
