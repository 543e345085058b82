import { Link } from "@tanstack/react-router";
import { useJustChanged } from "../catalog/changed";
import type { EntityLinkFragment } from "../catalog/entity.generated";
import { splat } from "../url/entity";
import { KindGlyph } from "./KindGlyph";
import classes from "./atoms.module.css";

/** What a link needs: the fragment EntityLink. */
export type Linked = Pick<EntityLinkFragment, "id" | "kind" | "name"> & { direction?: "INPUT" | "OUTPUT" };

/** An entity's kind and name, leading to its page at the same point in time, or to its lineage. */
export function EntityLink({ of, glyph = true, strong = false, to = "page" }: { of: Linked; glyph?: boolean; strong?: boolean; to?: "page" | "lineage" }) {
  return (
    <Link data-changed={useJustChanged(of.id)} to={to === "page" ? "/entity/$" : "/explore/$"} params={splat(of.id)} className={`${classes["entity"]} ${glyph ? classes["target"] : classes["worded"]}`} title={of.id}>
      {glyph && <KindGlyph of={of} />}
      <span className={strong ? "strong" : undefined}>{of.name}</span>
    </Link>
  );
}
