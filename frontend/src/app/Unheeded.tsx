import { Link, useRouterState } from "@tanstack/react-router";
import { isPage, unheeded } from "../url/heeded";
import { readSearch } from "../url/search";
import states from "../states/states.module.css";

/** Says what the address has that the page does not heed, and leaves it out. */
export function Unheeded() {
  const page = useRouterState({ select: ({ matches }) => matches.at(-1)?.routeId as string | undefined });
  const query = useRouterState({ select: ({ location }) => location.searchStr });
  const found = isPage(page) ? unheeded(page, readSearch(query)) : [];
  if (found.length === 0) return null;
  const without = Object.fromEntries(found.map(({ name }) => [name, undefined]));
  return (
    <div className={`${states["banner"]} ${states["warn"]}`} role="status">
      <p>{found.map(({ said }) => said).join(" ")}</p>
      <Link to="." search={(before: object) => ({ ...before, ...without })} replace>
        Leave it out
      </Link>
    </div>
  );
}
