// How much of the list is there, and the same to take away.
import { CopyButton } from "@mantine/core";
import { csvOf } from "../../graph/export/csv";
import type { Entry } from "../../graph/list/entries";
import listClasses from "../../graph/list/list.module.css";
import { PlaygroundLink } from "./PlaygroundLink";

interface Props {
  /** How much of what there is; left out where there is no list. */
  said?: string;
  /** Left out where what is listed are no entities. */
  entries?: Entry[];
  more?: (() => void) | undefined;
}

export function PanelFoot({ said, entries, more }: Props) {
  return (
    <div className={listClasses["foot"]}>
      <span>{said}</span>
      {more && (
        <button type="button" className="link" onClick={more}>
          Read on
        </button>
      )}
      {entries && (
        <CopyButton value={csvOf(entries)}>
          {({ copied, copy }) => (
            <button type="button" className="link" onClick={copy}>
              {copied ? "Copied" : "Copy as CSV"}
            </button>
          )}
        </CopyButton>
      )}
      <PlaygroundLink />
    </div>
  );
}
