import { EntityLink } from "../../atoms/EntityLink";
import { placeOf } from "../../catalog/place";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { lineOf } from "./kindLinks";
import type { Entity } from "./sentence";
import { useLinks } from "./useLinks";
import classes from "./entity.module.css";

/** The other divisions' and markets' own forms of the same thing. */
export function Variants({ of: { id, variantOf, variants }, revision }: { of: Entity; revision: string }) {
  const forms = useLinks(id, "variants", variants, revision);
  const total = variantOf.length + forms.total;
  if (total === 0) return null;
  return (
    <Card title="Other forms of it" aside={total.toLocaleString("en")}>
      <ul className={classes["list"]}>
        {[...variantOf, ...forms.nodes.map((node) => lineOf(node).of)].map((form) => (
          <li key={form.id}>
            <EntityLink of={form} /> <span className="muted small">{placeOf(form)}</span>
          </li>
        ))}
      </ul>
      <ReadOn of={forms} one="form" />
    </Card>
  );
}
