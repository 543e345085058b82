import "../../theme/fields.css";
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { EntityLink, type Linked } from "../../atoms/EntityLink";
import { kinds } from "../../catalog/kinds";
import { Card } from "../../layout/Card";
import type { Search } from "../../url/parameters";
import { EntityChoice } from "../change/Choices";
import classes from "./history.module.css";

export type Named = Linked;

/** Which commits are shown: those that concern an entity, by somebody, in the name of a source, in a time. All must hold. */
export function Filters({ named }: { named: readonly Named[] }) {
  const { select = [], actor = "", source = "", since = "", until = "" } = useSearch({ from: "/history" });
  const navigate = useNavigate({ from: "/history" });
  const set = (to: Partial<Search>) => void navigate({ to: ".", search: (before) => ({ ...before, ...to }), resetScroll: false });
  const some = select.length > 0 || Boolean(actor || source || since || until);
  return (
    <Card title="Only those" {...(some && { aside: <button type="button" className={classes["textual"]} onClick={() => set({ select: undefined, actor: undefined, source: undefined, since: undefined, until: undefined })}>Show all</button> })}>
      <div className={classes["filters"]}>
        {named.map((entity) => (
          <div key={entity.id} className={classes["chosen"]}>
            <EntityLink of={entity} />
            <ActionIcon variant="subtle" color="var(--ink-2)" size={24} aria-label={`Not only of ${entity.name}`} onClick={() => set({ select: rest(select, entity.id) })}>
              <IconX size={14} stroke={1.75} />
            </ActionIcon>
          </div>
        ))}
        <EntityChoice key={select.join()} label="That concern" kinds={kinds} value="" known={undefined} set={(id) => id && set({ select: [...select, id] })} required={false} />
        <Typed key={`actor ${actor}`} label="By" value={actor} set={(actor) => set({ actor })} />
        <Typed key={`source ${source}`} label="In the name of" value={source} set={(source) => set({ source })} />
        <div className={classes["two"]}>
          <TextInput type="date" label="From" value={since} onChange={(event) => set({ since: event.currentTarget.value || undefined })} />
          <TextInput type="date" label="Until" value={until} onChange={(event) => set({ until: event.currentTarget.value || undefined })} />
        </div>
      </div>
    </Card>
  );
}

function rest(select: readonly string[], id: string): string[] | undefined {
  const others = select.filter((other) => other !== id);
  return others.length > 0 ? others : undefined;
}

/** Taken when it is entered or left: each filter is a step to go back from. */
function Typed({ label, value, set }: { label: string; value: string; set: (value: string | undefined) => void }) {
  const [text, setText] = useState(value);
  const take = () => text.trim() !== value && set(text.trim() || undefined);
  return (
    <form onSubmit={(event) => (event.preventDefault(), take())}>
      <TextInput label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} onBlur={take} />
      <Button type="submit" className="unseen" tabIndex={-1}>{`Show only ${label.toLowerCase()}`}</Button>
    </form>
  );
}
