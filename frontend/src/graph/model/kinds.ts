// The kinds of entities, and how coarse each is. The coarser ones hold the finer ones.

export type Kind =
  | "DIVISION"
  | "MARKET"
  | "TEAM"
  | "SOURCE_SYSTEM"
  | "DOMAIN"
  | "CAPABILITY"
  | "DATA_PRODUCT"
  | "PORT"
  | "DATASET"
  | "FIELD"
  | "JOB";

/** How fine a drawing is, the coarsest first. */
export const grains = ["division", "domain", "product", "port", "dataset", "column"] as const;
export type Grain = (typeof grains)[number];

/** From near by boxes open to their datasets, whatever the grain. */
export const openedTo = (grain: Grain): Grain => (grain === "column" ? grain : "dataset");

const fineness: Record<Kind, number> = {
  MARKET: 0,
  TEAM: 0,
  DIVISION: 0,
  DOMAIN: 1,
  SOURCE_SYSTEM: 1,
  DATA_PRODUCT: 2,
  PORT: 3,
  CAPABILITY: 3,
  DATASET: 4,
  JOB: 4,
  FIELD: 5,
};

/** Whether an entity of a kind is drawn as itself at a grain; else what it is part of stands for it. */
export function isDrawnAt(grain: Grain, kind: Kind): boolean {
  return fineness[kind] <= grains.indexOf(grain);
}

/** The grain at which entities of some kinds are drawn themselves: ports, or their own where it is finer. */
export function grainFor(...kinds: Kind[]): Grain {
  return grains[Math.max(grains.indexOf("port"), ...kinds.map((kind) => fineness[kind]))]!;
}

const boxes: Record<Grain, Kind[]> = {
  division: ["DIVISION"],
  domain: ["DOMAIN", "SOURCE_SYSTEM"],
  product: ["DOMAIN", "SOURCE_SYSTEM"],
  port: ["DOMAIN", "SOURCE_SYSTEM"],
  dataset: ["DATA_PRODUCT", "DOMAIN", "SOURCE_SYSTEM"],
  column: ["DATASET", "DATA_PRODUCT", "DOMAIN", "SOURCE_SYSTEM"],
};

/** Whether an entity of a kind is a box at a grain, with what is part of it as its rows. */
export function isBoxAt(grain: Grain, kind: Kind): boolean {
  return boxes[grain].includes(kind);
}
