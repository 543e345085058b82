// The six places of the bar, and which of them a page belongs to.
export const places = [
  { to: "/explore", name: "Explore", holds: ["/explore"] },
  { to: "/catalog", name: "Catalog", holds: ["/catalog", "/entity"] },
  { to: "/ownership", name: "Ownership", holds: ["/ownership"] },
  { to: "/divisions", name: "Divisions", holds: ["/divisions", "/systems"] },
  { to: "/change", name: "Change", holds: ["/change"] },
  { to: "/history", name: "History", holds: ["/history"] },
] as const;

export type Place = (typeof places)[number];

/** Whether a page belongs to a place. */
export const isIn = ({ holds }: Place, pathname: string): boolean =>
  holds.some((prefix) => pathname === prefix || pathname.startsWith(`${prefix}/`));
