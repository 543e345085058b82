import { IconArrowBigLeftLines, IconArrowBigRightLines, IconScissors, IconUsers, type Icon } from "@tabler/icons-react";
import { Link, linkOptions, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { count } from "../../catalog/count";
import { splat } from "../../url/entity";
import type { Catalog } from "./Home";
import classes from "./home.module.css";

type Domain = Catalog["domains"]["nodes"][number];

/** Four questions of this catalog's own, each with the number that its answer will bring. */
export function Questions({ of }: { of: Catalog }) {
  const domains = of.domains.nodes;
  const fed = most(domains, ({ upstream }) => upstream.total);
  const feeds = most(domains, ({ impact }) => impact.total);
  const division = of.divisions.nodes[0];
  return (
    <ul className={classes["questions"]}>
      {fed && (
        <Question icon={IconArrowBigLeftLines} number={count(fed.upstream.total, "part")} link={linkOptions({ to: "/explore/$", params: splat(fed.id), search: { direction: "upstream" } })}>
          What feeds <Name of={fed} />, and who owns it?
        </Question>
      )}
      {feeds && (
        <>
          <Question icon={IconArrowBigRightLines} number={count(feeds.impact.total, "part")} link={linkOptions({ to: "/explore/$", params: splat(feeds.id), search: { direction: "downstream" } })}>
            What breaks if <Name of={feeds} /> changes?
          </Question>
          <Question icon={IconUsers} number={count(feeds.impact.teams.filter(({ team }) => team).length, "team")} link={linkOptions({ to: "/change", search: { plan: [{ alter: { id: feeds.id } }] } })}>
            Who must be told if <Name of={feeds} /> changes?
          </Question>
        </>
      )}
      {division && (
        <Question icon={IconScissors} number={count(cutBy(division), "link")} link={linkOptions({ to: "/divisions", search: { within: division.id } })}>
          What would selling <b>{division.name}</b> cut?
        </Question>
      )}
    </ul>
  );
}

/** How many links cross a division's border. */
const cutBy = (division: Catalog["divisions"]["nodes"][number]): number =>
  "border" in division ? division.border.byRelation.reduce((sum, { count: some }) => sum + some, 0) : 0;

function Name({ of }: { of: Domain }) {
  return (
    <>
      <b>{of.name}</b>
      {of.container && <span className="muted"> in {of.container.name}</span>}
    </>
  );
}

function Question({ icon: Icon, number, link, children }: { icon: Icon; number: string; link: LinkProps; children: ReactNode }) {
  return (
    <li>
      <Link {...link}>
        <Icon size={16} stroke={1.75} aria-hidden className="secondary" />
        <span>{children}</span>
        <span className="muted small">{number}</span>
      </Link>
    </li>
  );
}

/** The first of which there is most; undefined where none has any. */
function most(domains: readonly Domain[], measure: (domain: Domain) => number): Domain | undefined {
  return domains.reduce<Domain | undefined>((best, domain) => (measure(domain) > (best ? measure(best) : 0) ? domain : best), undefined);
}
