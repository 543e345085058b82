import { Link } from "@tanstack/react-router";
import { EntityLink } from "../../atoms/EntityLink";
import { TeamLink } from "../../atoms/TeamLink";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { lineOf, type LinkGroup, linkGroups } from "./kindLinks";
import type { KindLinksFragment } from "./kindLinks.generated";
import { useLinks } from "./useLinks";
import classes from "./entity.module.css";

interface Props {
  of: KindLinksFragment & { id: string };
  revision: string;
  /** Where the links lead. */
  to?: "page" | "lineage";
}

/** What it is linked to beside owners, consumers and flows: a card for each way. */
export function KindLinks({ of, revision, to = "page" }: Props) {
  return linkGroups(of).map((group) => <LinkCard key={group.title} id={of.id} group={group} revision={revision} to={to} />);
}

function LinkCard({ id, group: { title, none, field, first }, revision, to }: { id: string; group: LinkGroup; revision: string; to: "page" | "lineage" }) {
  const links = useLinks(id, field, first, revision);
  return (
    <Card title={title} aside={links.total.toLocaleString("en")}>
      <ul className={`${classes["list"]} ${classes["links"]}`}>
        {links.total === 0 && <li className="secondary">{none}</li>}
        {links.nodes.map(lineOf).map(({ of: linked, place, note }) => (
          <li key={linked.id}>
            {linked.kind === "TEAM" ? <TeamLink of={linked} /> : <EntityLink of={linked} to={to} />} <span className="muted small">{place}</span>
            {note && <p className="secondary small">{note}</p>}
          </li>
        ))}
        {field === "owns" && links.total > links.nodes.length && <li><Link to="/catalog" search={{ owner: id }} className="link">All that it is accountable for, with the parts of these</Link></li>}
      </ul>
      <ReadOn of={links} one="link" />
    </Card>
  );
}
