// What is to be seen of the answer, with how many each choice leaves. What it hides still carries the flows through it.
import "../../theme/fields.css";
import { Button, Checkbox, MultiSelect, Select, TextInput } from "@mantine/core";
import { kindWord } from "../../catalog/kinds";
import { flowChoices, type FlowChoice } from "../../url/parameters";
import { offered, tally } from "./tally";
import type { Shown } from "./useScene";
import type { Moves, View } from "./useView";

export interface FilterFieldsProps {
  view: View;
  moves: Moves;
  shown: Shown;
  /** Something is filtered. */
  active: boolean;
}

const inside = { withinPortal: false } as const; // the popover keeps the focus
const flowWords: Record<FlowChoice, string> = { denied: "Denied flows too", selected: "Only the ways of what is selected" };
const cleared = { kinds: undefined, within: undefined, owner: undefined, unowned: undefined, tags: undefined, text: undefined, flows: undefined };

export function FilterFields({ view: { filter, flows }, moves, shown: { answer, grouped }, active }: FilterFieldsProps) {
  const { kinds = [], within, owner, unowned, tags = [], text } = filter;
  const found = grouped ? offered(grouped.facets, filter) : tally(answer, filter);
  const toggle = <Value,>(all: readonly Value[], one: Value) => (all.includes(one) ? all.filter((other) => other !== one) : [...all, one]);
  const some = <Value,>(values: readonly Value[]) => (values.length ? values : undefined);
  return (
    <>
      <TextInput autoFocus label="Name has" value={text ?? ""} onChange={(event) => moves.change({ text: event.currentTarget.value || undefined }, true)} />
      <Select label="Within" clearable searchable value={within ?? null} data={found.places} onChange={(value) => moves.change({ within: value ?? undefined })} comboboxProps={inside} />
      <Select label="Owner" clearable searchable value={owner ?? null} data={found.owners} onChange={(value) => moves.change({ owner: value ?? undefined })} comboboxProps={inside} />
      <Checkbox label={`No owner ${found.unowned}`} checked={unowned === true} onChange={(event) => moves.change({ unowned: event.currentTarget.checked || undefined })} />
      {(found.tags.length > 0 || tags.length > 0) && <MultiSelect label="Tags, all of them" clearable value={[...tags]} data={found.tags} onChange={(values) => moves.change({ tags: some(values) })} comboboxProps={inside} />}
      <fieldset>
        <legend>Only these kinds</legend>
        {found.kinds.map(([kind, count]) => (
          <Checkbox key={kind} label={`${kindWord(kind, 2)} ${count}`} checked={kinds.includes(kind)} onChange={() => moves.change({ kinds: some(toggle(kinds, kind)) })} />
        ))}
      </fieldset>
      <fieldset>
        <legend>Flows</legend>
        {flowChoices.map((choice) => (
          <Checkbox key={choice} label={flowWords[choice]} checked={flows.includes(choice)} onChange={() => moves.change({ flows: some(toggle(flows, choice)) })} />
        ))}
      </fieldset>
      {active && (
        <Button variant="subtle" onClick={() => moves.change(cleared)}>
          Clear
        </Button>
      )}
    </>
  );
}
