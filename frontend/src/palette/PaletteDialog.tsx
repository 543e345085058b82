import { useDebouncedValue } from "@mantine/hooks";
import { IconRoute, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { NativeDialog } from "../layout/NativeDialog";
import { Found } from "./Found";
import type { From } from "./open";
import type { Ask } from "./questions";
import { useChoice } from "./useChoice";
import { useHits } from "./useHits";
import classes from "./palette.module.css";

interface Props {
  /** Paths are looked for from there: what is chosen is their other end. */
  from: From | undefined;
  close: () => void;
}

/** Search as one types: entities with their place and owner, then what can be asked about the chosen one. */
export function PaletteDialog({ from, close }: Props) {
  const [text, setText] = useState("");
  const [late] = useDebouncedValue(text, 120);
  const { words, hits, said } = useHits(late);
  const choice = useChoice(hits, from, close);
  const label = from ? `Paths between ${from.name} and` : "Search or ask";
  const Sign = from ? IconRoute : IconSearch;
  return (
    <NativeDialog label={label} close={close}>
      <div className={classes["question"]}>
        <Sign size={18} stroke={1.75} aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={choice.rows.length > 0}
          aria-controls={choice.id}
          aria-activedescendant={choice.rows.length > 0 ? choice.rowId(choice.at) : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={from ? `${label}…` : label}
          value={text}
          onChange={(event) => (setText(event.currentTarget.value), choice.choose(0))}
          onKeyDown={choice.onKeyDown}
        />
        <span className="muted small" role="status">
          {said}
        </span>
        <kbd>esc</kbd>
      </div>
      {choice.rows.length > 0 && (
        <div role="listbox" id={choice.id} aria-label="Results" className={classes["results"]}>
          {choice.rows.map((row, index) => (
            <div key={choice.rowId(index)}>
              {row.heading && <h3 role="presentation">{row.heading}</h3>}
              <div
                role="option"
                id={choice.rowId(index)}
                aria-selected={index === choice.at}
                className={classes["row"]}
                onMouseMove={() => choice.choose(index)}
                onClick={(event) => choice.open(index, event.shiftKey)}
              >
                {row.hit ? <Found of={row.hit} words={words} /> : row.ask && <Question of={row.ask} />}
              </div>
            </div>
          ))}
        </div>
      )}
      <Keys narrowed={from !== undefined} />
    </NativeDialog>
  );
}

function Keys({ narrowed }: { narrowed: boolean }) {
  return (
    <div className={classes["keys"]}>
      <span><kbd>↑</kbd> <kbd>↓</kbd> choose</span>
      <span><kbd>↵</kbd> open</span>
      {!narrowed && <span><kbd>⇧</kbd> <kbd>↵</kbd> graph</span>}
      {!narrowed && <span><kbd>⇥</kbd> ask</span>}
      <span className={classes["hint"]}>kind:port, owner:finance, division:x narrow it</span>
    </div>
  );
}

function Question({ of: { icon: Icon, said } }: { of: Ask }) {
  return (
    <>
      <Icon size={16} stroke={1.75} aria-hidden className="secondary" />
      <span>{said}</span>
    </>
  );
}
