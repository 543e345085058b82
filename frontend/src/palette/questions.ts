// What can be asked about an entity, each leading to the view that answers it.
import { IconArrowBigLeftLines, IconArrowBigRightLines, IconGitPullRequest, IconRoute, IconUserCircle, type Icon } from "@tabler/icons-react";
import { linkOptions } from "@tanstack/react-router";
import { splat } from "../url/entity";
import type { From } from "./open";

export interface Ask {
  said: string;
  icon: Icon;
  /** Where the answer is. */
  link?: ReturnType<typeof linksTo>[number];
  /** Or a second entity is to be chosen first: the other end of the paths from here. */
  paths?: From;
}

const linksTo = (id: string) =>
  [
    linkOptions({ to: "/explore/$", params: splat(id), search: { direction: "upstream" } }),
    linkOptions({ to: "/explore/$", params: splat(id), search: { direction: "downstream" } }),
    linkOptions({ to: "/entity/$", params: splat(id) }),
    linkOptions({ to: "/change", search: { plan: [{ alter: { id } }] } }),
  ] as const;

export function questionsAbout({ id, name }: From): Ask[] {
  const [upstream, downstream, page, plan] = linksTo(id);
  return [
    { said: "What feeds it", icon: IconArrowBigLeftLines, link: upstream },
    { said: "What breaks if it changes", icon: IconArrowBigRightLines, link: downstream },
    { said: "Who owns it, who uses it", icon: IconUserCircle, link: page },
    { said: "Plan a change to it", icon: IconGitPullRequest, link: plan },
    { said: "Paths between it and another…", icon: IconRoute, paths: { id, name } },
  ];
}
