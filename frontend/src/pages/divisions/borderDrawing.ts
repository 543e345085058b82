// Where things stand in the picture of a border: the domains of two divisions, and between them what both are linked to.
import { trunkPath } from "../../layout/elbow";
import { cutsOf, type Crossing } from "./border";
import type { Side } from "./sides";

export interface Spot {
  of: Crossing["from"];
  y: number;
}

export interface Line {
  key: string;
  d: string;
  relation: Crossing["relation"];
  cut: boolean;
}

export interface Picture {
  height: number;
  left: Spot[];
  middle: Spot[];
  right: Spot[];
  lines: Line[];
  /** How high the lines that would be cut meet the border. */
  cuts: number[];
  /** How many things there is no room for. */
  hidden: number;
}

/** What is drawn of a division: as far as its lists are read. */
type Drawn = { domains: Pick<Side["domains"], "nodes" | "total">; crossings: Pick<Side["crossings"], "nodes"> };

export const wide = 880;
export const box = { left: 0, middle: 330, right: 660, wide: 220, tall: 32 };
export const border = 616; // the dotted line along which the right division would be cut off
const pitch = 40;
const head = 44;
const most = 40; // in a column: more is no picture

/** Places what two divisions have and share, 40 of each at most. `sold` is the right one: its links are the ones cut. */
export function pictureOf(kept: Drawn, sold: Drawn): Picture {
  const shared = sharedBy(kept, sold);
  const column = (items: readonly Crossing["from"][]): Spot[] => items.slice(0, most).map((of, index) => ({ of, y: head + pitch / 2 + index * pitch }));
  const [left, middle, right] = [column(kept.domains.nodes), column(shared), column(sold.domains.nodes)];
  const rows = Math.max(left.length, middle.length, right.length, 1);
  const lines = [...linesOf(kept, left, middle, false), ...linesOf(sold, right, middle, true)];
  const hidden = kept.domains.total + shared.length + sold.domains.total - left.length - middle.length - right.length;
  const cuts = [...new Set(bundlesOf(sold, right, middle).flatMap(({ domains }) => domains.map(({ y }) => y)))];
  return { height: head + rows * pitch + 4, left, middle, right, lines, cuts, hidden };
}

// Teams first, then systems, each by ID.
function sharedBy(...divisions: readonly Drawn[]): Crossing["from"][] {
  const all = new Map(divisions.flatMap(({ crossings }) => cutsOf(crossings.nodes)).map(({ outside }) => [outside.id, outside]));
  return [...all.values()].filter(({ kind }) => kind === "TEAM" || kind === "SOURCE_SYSTEM").sort(byKindThenId);
}

const byKindThenId = (a: Crossing["from"], b: Crossing["from"]): number =>
  Number(a.kind !== "TEAM") - Number(b.kind !== "TEAM") || (a.id < b.id ? -1 : 1);

/** Links of one relation between the same things on both sides: they share a trunk, and no two lines lie on each other. */
interface Bundle {
  relation: Crossing["relation"];
  domains: readonly Spot[];
  shared: Spot[];
}

function bundlesOf(division: Drawn, domains: readonly Spot[], shared: readonly Spot[]): Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const other of shared) {
    for (const relation of ["OWNS", "RUNS_IN", "CONSUMES", "OPERATES"] as const) {
      const links = division.crossings.nodes.filter((link) => link.relation === relation && (link.from.id === other.of.id || link.to.id === other.of.id));
      const ends = domains.filter(({ of }) => links.some(({ from, to }) => from.id === of.id || to.id === of.id));
      if (ends.length === 0) continue;
      const key = `${relation} ${ends.map(({ of }) => of.id).join(" ")}`;
      const bundle = bundles.get(key) ?? { relation, domains: ends, shared: [] };
      bundle.shared.push(other);
      bundles.set(key, bundle);
    }
  }
  return [...bundles.values()];
}

function linesOf(division: Drawn, domains: readonly Spot[], shared: readonly Spot[], cut: boolean): Line[] {
  const bundles = bundlesOf(division, domains, shared);
  const [from, to] = cut ? [box.middle + box.wide, border] : [box.left + box.wide, box.middle];
  return bundles.map(({ relation, domains: ends, shared: others }, index) => {
    const trunk = from + ((index + 1) * (to - from)) / (bundles.length + 1);
    const [left, right] = cut ? [others, ends] : [ends, others];
    const d = trunkPath(trunk, left.map(({ y }) => ({ x: from, y })), right.map(({ y }) => ({ x: cut ? box.right : box.middle, y })));
    return { key: `${relation} ${index} ${cut}`, d, relation, cut };
  });
}
