import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useChanges } from "../catalog/changed";
import { useAt } from "../url/at";
import { Palette } from "../palette/Palette";
import { AsOfBanner } from "./AsOfBanner";
import { Help } from "./Help";
import { TopBar } from "./TopBar";
import { Unheeded } from "./Unheeded";
import classes from "./shell.module.css";

/** What stands around every page: the bar, the banner of the past, the palette. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(main);
  useChanges(useAt() !== undefined);
  return (
    <div className={classes["shell"]}>
      <a className={classes["skip"]} href="#main">
        Skip to the page
      </a>
      <TopBar />
      <AsOfBanner />
      <Unheeded />
      <main id="main" ref={main} tabIndex={-1} className={classes["main"]}>
        <Outlet />
      </main>
      <Palette />
      <Help />
    </div>
  );
}

/** On a new page the keyboard and the screen reader begin at its top; a change of parameters leaves them where they are. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>) {
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== undefined && before.current !== pathname) main.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [main, pathname]);
}
