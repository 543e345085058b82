import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface Props {
  /** What it is called in the address; without a comma. */
  name: string;
  summary: ReactNode;
  className?: string | undefined;
  /** It is open where the address does not say otherwise. */
  begins?: boolean;
  children: ReactNode;
}

/** Something that is opened where it stands. Whether it is, is said in the address: a reload and a link give the same view. */
export function Fold({ name, summary, className, begins = false, children }: Props) {
  const [open, set] = useFold(name, begins);
  return (
    <details className={className} open={open} onToggle={({ currentTarget }) => currentTarget.open !== open && set(currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

/** The same for what is no details element. Opening is no step of history: going back leads to the page before. */
export function useFold(name: string, begins = false): [open: boolean, set: (open: boolean) => void] {
  const { open = [] } = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (to: boolean) => {
    void navigate({ to: ".", search: (before: { open?: readonly string[] | undefined }) => ({ ...before, open: folded(before.open ?? [], name, to !== begins) }), replace: true, resetScroll: false });
  };
  return [open.includes(name) !== begins, set];
}

/** `to`: whether it is named, which is where it is not as it begins. The others as they are; undefined where nothing is open. */
function folded(open: readonly string[], name: string, to: boolean): readonly string[] | undefined {
  const others = open.filter((other) => other !== name);
  const all = to ? [...others, name] : others;
  return all.length > 0 ? all : undefined;
}
