// Which page stands at which address, and which parameters it has. Each page's code is loaded when it is first opened. The
// first segments are also known to the server (frontend/app.go), which answers 404 at all others: a test compares them.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, retainSearchParams } from "@tanstack/react-router";
import { arriving } from "../states/arriving";
import { NotFound } from "../states/NotFound";
import type { Point } from "../catalog/at.generated";
import { heeded } from "../url/heeded";
import { only, readSearch, writeSearch } from "../url/search";
import { AllBroken, Broken } from "./Broken";
import { Shell } from "./Shell";

const root = createRootRoute({
  component: Shell,
  errorComponent: AllBroken,
  notFoundComponent: () => <NotFound />,
  validateSearch: only("at"),
  search: { middlewares: [retainSearchParams<{ at?: Point | undefined }>(["at"])] }, // whoever looks at the past stays there
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(arriving(() => import("../pages/home/HomePage")), "HomePage"),
});

const entity = createRoute({
  getParentRoute: () => root,
  path: "/entity/$",
  validateSearch: only(...heeded["/entity/$"].names),
  component: lazyRouteComponent(arriving(() => import("../pages/entity/EntityPage")), "EntityPage"),
});

const exploring = createRoute({
  getParentRoute: () => root,
  path: "/explore",
  validateSearch: only(...heeded["/explore/$"].names),
});

const map = createRoute({
  getParentRoute: () => exploring,
  path: "/",
  component: lazyRouteComponent(arriving(() => import("../pages/explore/MapPage")), "MapPage"),
});

const lineage = createRoute({
  getParentRoute: () => exploring,
  path: "$",
  component: lazyRouteComponent(arriving(() => import("../pages/explore/LineagePage")), "LineagePage"),
});

const catalog = createRoute({
  getParentRoute: () => root,
  path: "/catalog",
  validateSearch: only(...heeded["/catalog"].names),
  component: lazyRouteComponent(arriving(() => import("../pages/catalog/CatalogPage")), "CatalogPage"),
});

const ownership = createRoute({
  getParentRoute: () => root,
  path: "/ownership",
  validateSearch: only(...heeded["/ownership"].names),
  component: lazyRouteComponent(arriving(() => import("../pages/ownership/OwnershipPage")), "OwnershipPage"),
});

const divisions = createRoute({
  getParentRoute: () => root,
  path: "/divisions",
  validateSearch: only(...heeded["/divisions"].names),
  component: lazyRouteComponent(arriving(() => import("../pages/divisions/DivisionsPage")), "DivisionsPage"),
});

const systems = createRoute({
  getParentRoute: () => root,
  path: "/systems",
  validateSearch: only(...heeded["/systems"].names),
  component: lazyRouteComponent(arriving(() => import("../pages/systems/SystemsPage")), "SystemsPage"),
});

const change = createRoute({
  getParentRoute: () => root,
  path: "/change",
  validateSearch: only(...heeded["/change"].names),
  component: lazyRouteComponent(arriving(() => import("../pages/change/ChangePage")), "ChangePage"),
});

const history = createRoute({
  getParentRoute: () => root,
  path: "/history",
  validateSearch: only(...heeded["/history"].names),
  component: lazyRouteComponent(arriving(() => import("../pages/history/HistoryPage")), "HistoryPage"),
});

const routeTree = root.addChildren([
  home, entity, exploring.addChildren([map, lineage]), catalog, ownership, divisions, systems, change, history,
]);

export const router = createRouter({
  routeTree,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  pathParamsAllowedCharacters: [":", "@", "$", "&", "+", "="],
  scrollRestoration: true,
  defaultPreload: "intent",
  defaultErrorComponent: Broken,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
