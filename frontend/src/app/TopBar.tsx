import { ActionIcon } from "@mantine/core";
import { IconCode, IconMenu2, IconSearch } from "@tabler/icons-react";
import { Link, useRouterState } from "@tanstack/react-router";
import { AsOfIcon } from "../asof/AsOf";
import { playgroundAddress, useQuestion } from "../catalog/question";
import { LazyPopup } from "../layout/LazyPopup";
import { useSearchPalette } from "../palette/open";
import { Brand } from "./Brand";
import { NewsLink } from "./NewsLink";
import { isIn, places } from "./places";
import { ThemeMenu } from "./ThemeMenu";
import classes from "./shell.module.css";
import { later } from "../states/later";

/** The bar: where one can go, what one can look for, and the question of this page. */
export function TopBar() {
  return (
    <header className={`${classes["bar"]} unprinted`}>
      <PlacesMenu />
      <Brand />
      <Places />
      <div className={classes["right"]}>
        <NewsLink />
        <SearchButton />
        <AsOfIcon />
        <PlaygroundLink />
        <ThemeMenu />
      </div>
    </header>
  );
}

const usePathname = (): string => useRouterState({ select: (state) => state.location.pathname });

function Places() {
  const pathname = usePathname();
  return (
    <nav className={classes["places"]} aria-label="Main">
      {places.map((place) => (
        <Link key={place.to} to={place.to} aria-current={isIn(place, pathname) ? "page" : undefined}>
          {place.name}
        </Link>
      ))}
    </nav>
  );
}

const PlacesPopup = later(() => import("./PlacesPopup"), (module) => module.default);

/** The same places where the bar has no room for them. */
function PlacesMenu() {
  const pathname = usePathname();
  const button = (
    <ActionIcon className={classes["narrow"] ?? ""} variant="subtle" color="var(--ink-2)" size={44} aria-label="Go to">
      <IconMenu2 size={20} stroke={1.75} />
    </ActionIcon>
  );
  return (
    <LazyPopup button={button} kind="menu">
      {(button) => <PlacesPopup button={button} pathname={pathname} />}
    </LazyPopup>
  );
}

function SearchButton() {
  const open = useSearchPalette();
  const isApple = /Mac|iP(hone|ad|od)/.test(navigator.platform);
  return (
    <button className={classes["search"]} onClick={open} aria-keyshortcuts="Control+K Meta+K" type="button">
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <span>Search or ask</span>
      <kbd aria-hidden="true">{isApple ? "⌘K" : "Ctrl K"}</kbd>
    </button>
  );
}

function PlaygroundLink() {
  const question = useQuestion();
  const said = question ? "Open this page’s query in the playground" : "Open the playground";
  return (
    <ActionIcon component="a" href={playgroundAddress(question)} variant="subtle" color="var(--ink-2)" size={30} aria-label={said} title={said} className={classes["wide"] ?? ""}>
      <IconCode size={16} stroke={1.75} />
    </ActionIcon>
  );
}
