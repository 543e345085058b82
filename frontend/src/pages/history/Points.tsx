import "../../theme/fields.css";
import { Button, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Card } from "../../layout/Card";
import { codecs } from "../../url/parameters";
import classes from "./history.module.css";

const { read, write, means } = codecs.from;

/** Two points to compare, each a revision or a time; the later one may be now. And one, to see everything as it was. */
export function Points() {
  const search = useSearch({ from: "/history" });
  const navigate = useNavigate();
  const [from, setFrom] = useState(search.from ? write(search.from) : "");
  const [to, setTo] = useState(search.to ? write(search.to) : "");
  const [faulty, setFaulty] = useState(false);
  const compare = () => {
    const [first, second] = [read(from.trim()), to.trim() ? read(to.trim()) : undefined];
    const bad = !first || (to.trim() !== "" && !second);
    setFaulty(bad);
    if (!bad) void navigate({ to: "/history", search: { from: first, ...(second && { to: second }) } });
  };
  return (
    <Card title="Compare two points">
      <form className={classes["filters"]} onSubmit={(event) => (event.preventDefault(), compare())}>
        <div className={classes["two"]}>
          <TextInput label="Before" description="A revision or day" value={from} onChange={(event) => setFrom(event.currentTarget.value)} error={faulty && `Each is ${means}.`} />
          <TextInput label="After" description="Left out: now" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        </div>
        <Button type="submit" disabled={!from.trim()}>
          Compare
        </Button>
      </form>
    </Card>
  );
}
