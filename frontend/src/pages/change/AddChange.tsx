import "../../theme/fields.css";
import { Button, Menu, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Dialog } from "../../layout/Dialog";
import { forms, isComplete, type Field, type Form, type Values } from "./forms";
import { EntityChoice, FedChoice, MarketChoice } from "./Choices";
import { bodyOf } from "./changes";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

/** The kinds of changes, and the few fields that each asks for. */
export function AddChange({ plan }: { plan: Plan }) {
  const [form, open] = useState<Form>();
  const close = () => open(undefined);
  return (
    <>
      <Menu width={300} position="bottom-start">
        <Menu.Target>
          <Button fullWidth leftSection={<IconPlus size={15} stroke={1.75} />}>
            Add a change
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {forms.map((form) => (
            <Menu.Item key={form.title} onClick={() => open(form)}>
              {form.title}
              <span className={classes["hint"]}>{form.said}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {form && <ChangeDialog form={form} plan={plan} close={close} />}
    </>
  );
}

/** A form for one change; what the plan was last about is filled in where it may be. */
export function ChangeDialog({ form, plan, close }: { form: Form; plan: Plan; close: () => void }) {
  const [values, setValues] = useState<Values>(() => lastSubject(form, plan));
  const set = (name: string, value: string) => setValues((before) => ({ ...before, [name]: value }));
  const submit = () => {
    plan.add(form.make(values));
    close();
  };
  return (
    <Dialog title={form.title} close={close}>
      <form className={classes["form"]} onSubmit={(event) => (event.preventDefault(), submit())}>
        <p className="secondary">{form.said}</p>
        {form.fields.map((field) => (
          <FieldInput key={field.name} field={field} values={values} set={(value) => set(field.name, value)} plan={plan} />
        ))}
        <div className={classes["buttons"]}>
          <Button onClick={close}>Not now</Button>
          <Button type="submit" variant="filled" disabled={!isComplete(form, values)}>
            Add to the plan
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface InputProps {
  field: Field;
  values: Values;
  set: (value: string) => void;
  plan: Plan;
}

function FieldInput({ field, values, set, plan }: InputProps) {
  const value = values[field.name] ?? "";
  const label = field.optional ? `${field.label} (may be left out)` : field.label;
  if (field.kinds) return <EntityChoice label={label} kinds={field.kinds} value={value} known={plan.find(value)} set={set} />;
  if (field.fedBy) return <FedChoice key={values[field.fedBy]} label={label} from={values[field.fedBy] ?? ""} value={value} set={set} />;
  if (field.marketsOf) return <MarketChoice key={values[field.marketsOf]} label={label} system={values[field.marketsOf] ?? ""} value={value} set={set} />;
  return <TextInput label={label} value={value} onChange={(event) => set(event.currentTarget.value)} />;
}

function lastSubject(form: Form, { changes, find }: Plan): Values {
  const last = changes.at(-1);
  const [first] = form.fields;
  if (!last || !first?.kinds) return {};
  const body = bodyOf(last);
  const id = body["entity"] ?? body["id"] ?? body["system"] ?? body["division"] ?? body["from"];
  const found = typeof id === "string" ? find(id) : undefined;
  return found && first.kinds.includes(found.kind) ? { [first.name]: found.id } : {};
}
