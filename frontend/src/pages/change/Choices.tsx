import "../../theme/fields.css";
import { MultiSelect, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { KindGlyph } from "../../atoms/KindGlyph";
import { useAnswer } from "../../catalog/answer";
import type { Kind } from "../../catalog/kinds";
import { kindWord } from "../../catalog/kinds";
import { ChooseDocument, type ChoiceFragment } from "./choose.generated";
import { FlowEndsDocument } from "./flowends.generated";
import { MarketsDocument } from "./markets.generated";
import classes from "./change.module.css";

interface Props {
  label: string;
  value: string;
  set: (value: string) => void;
  required?: boolean;
}

type Choice = Pick<ChoiceFragment, "id" | "kind" | "name"> & { fullName?: string; direction?: "INPUT" | "OUTPUT" };

/** Something of some kinds, found as one types. */
export function EntityChoice({ label, kinds, value, known, set, required }: Props & { kinds: readonly Kind[]; known: Choice | undefined }) {
  const [text, setText] = useState("");
  const [late] = useDebouncedValue(text, 120);
  const [chosen, choose] = useState<Choice | undefined>(known);
  const typed = late.trim() !== "" && !late.startsWith(labelOf(chosen) || "\n");
  const { data, waiting } = useAnswer(ChooseDocument, { text: late, kinds: [...kinds], typed });
  const found = (typed ? data?.catalog?.search : data?.catalog?.entities)?.nodes ?? [];
  const choices = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <ChoiceSelect
      label={label}
      choices={choices}
      value={value}
      {...(required !== undefined && { required })}
      search={setText}
      empty={waiting ? "Looking…" : "Nothing is called that."}
      set={(id) => {
        choose(choices.find((choice) => choice.id === id));
        set(id);
      }}
    />
  );
}

/** Something that an entity is recorded to feed. */
export function FedChoice({ label, from, value, set }: Props & { from: string }) {
  const { data } = useAnswer(FlowEndsDocument, { id: from }, { pause: !from });
  const ends = (data?.catalog?.entity?.flows.nodes ?? []).map(({ to }) => to);
  return <ChoiceSelect label={label} choices={ends} value={value} set={set} empty={from ? "It feeds nothing." : "Choose first where from."} />;
}

interface SelectProps extends Props {
  choices: readonly Choice[];
  empty: string;
  search?: (text: string) => void;
}

function ChoiceSelect({ label, choices, value, set, search, empty, required = true }: SelectProps) {
  const byId = new Map(choices.map((choice) => [choice.id, choice]));
  return (
    <Select
      label={label}
      searchable
      required={required}
      value={value || null}
      data={[...byId.values()].map((choice) => ({ value: choice.id, label: distinct(choice, choices) }))}
      onChange={(id) => set(id ?? "")}
      {...(search && { onSearchChange: search, filter: ({ options }) => options })}
      nothingFoundMessage={empty}
      placeholder="Type to find"
      renderOption={({ option }) => <Shown of={byId.get(option.value)} label={option.label} />}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

const labelOf = (choice: Choice | undefined): string => choice?.fullName ?? choice?.name ?? "";

/** Of several that are called alike, which: by its ID. */
function distinct(choice: Choice, among: readonly Choice[]): string {
  const label = labelOf(choice);
  return among.some((other) => other.id !== choice.id && labelOf(other) === label) ? `${label} (${choice.id.slice(choice.id.indexOf(":") + 1)})` : label;
}

function Shown({ of, label }: { of: Choice | undefined; label: string }) {
  if (!of) return null;
  return (
    <span className={classes["choice"]}>
      <KindGlyph of={of} />
      <span>{label}</span>
      <small>{kindWord(of.kind)}</small>
    </span>
  );
}

/** Any of the markets that a system serves, as IDs with commas between. */
export function MarketChoice({ label, system, value, set }: Props & { system: string }) {
  const { data } = useAnswer(MarketsDocument, { id: system }, { pause: !system });
  const served = (data?.catalog?.system?.serves.nodes ?? []).filter(({ kind }) => kind === "MARKET");
  return (
    <MultiSelect
      label={label}
      value={value ? value.split(",") : []}
      data={served.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(ids) => set(ids.join(","))}
      nothingFoundMessage={system ? "It serves no market." : "Choose the system first."}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
