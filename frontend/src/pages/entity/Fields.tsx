import { useSearch } from "@tanstack/react-router";
import { EntityLink, type Linked } from "../../atoms/EntityLink";
import { Card } from "../../layout/Card";
import { SearchText } from "../../layout/SearchText";
import { VirtualList } from "../../layout/VirtualList";
import classes from "./entity.module.css";

interface Field extends Linked {
  type: string | null;
  description: string | null;
}

/** The columns of a dataset, however many, with a box to find one in. */
export function Fields({ of: { totalCount, nodes } }: { of: { totalCount: number; nodes: readonly Field[] } }) {
  const { text = "" } = useSearch({ from: "/entity/$" });
  const found = matching(nodes, text);
  if (totalCount === 0) return null;
  return (
    <Card title="Columns" aside={`${found.length.toLocaleString("en")} of ${totalCount.toLocaleString("en")} shown`}>
      <div className={classes["find"]}>
        <SearchText label="Find a column" />
      </div>
      <VirtualList
        label="Columns"
        total={found.length}
        items={found}
        keyOf={({ id }) => id}
        row={(field) => (
          <div className={classes["field"]}>
            <EntityLink of={field} />
            <span className="mono muted">{field.type}</span>
            <span className="secondary small">{field.description}</span>
          </div>
        )}
      />
    </Card>
  );
}

/** Those that have the text in their name, type or description, in any case. */
function matching(fields: readonly Field[], text: string): readonly Field[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return fields;
  return fields.filter((field) => [field.name, field.type, field.description].some((said) => said?.toLowerCase().includes(wanted)));
}
