// Each kind has a silhouette of its own, so that it is told without its colour.
import type { ReactNode } from "react";
import type { Kind } from "../catalog/kinds";
import classes from "./atoms.module.css";

const outline = { fill: "none", stroke: "currentColor", strokeWidth: 1.5, strokeLinejoin: "round" } as const;
const thin = { ...outline, strokeWidth: 1.4 } as const;
const solid = { fill: "currentColor" } as const;

const output = <path d="M1.5 2.6h6.3L12.8 7l-5 4.4H1.5Z" {...solid} stroke="currentColor" strokeLinejoin="round" />;
const input = <circle cx="7" cy="7" r="4.8" {...outline} strokeWidth={2} />;

const silhouettes: Record<Kind, ReactNode> = {
  DIVISION: <path d="M7 .8 12.6 4v6L7 13.2 1.4 10V4Z" {...outline} />,
  MARKET: (
    <>
      <circle cx="7" cy="7" r="5.8" {...thin} />
      <path d="M1.2 7h11.6M7 1.2c2.6 3.2 2.6 8.4 0 11.6M7 1.2c-2.6 3.2-2.6 8.4 0 11.6" {...outline} strokeWidth={1.1} />
    </>
  ),
  TEAM: (
    <>
      <circle cx="7" cy="4.2" r="2.7" {...solid} />
      <path d="M1.6 13c.3-3.3 2.4-5 5.4-5s5.1 1.7 5.4 5Z" {...solid} />
    </>
  ),
  SOURCE_SYSTEM: (
    <>
      <rect x="1.2" y="1.8" width="11.6" height="4.4" rx="1.2" {...thin} />
      <rect x="1.2" y="7.8" width="11.6" height="4.4" rx="1.2" {...thin} />
      <path d="M3.6 4h2M3.6 10h2" {...thin} />
    </>
  ),
  DOMAIN: (
    <>
      <rect x="1" y="1" width="12" height="12" rx="3" {...outline} />
      <rect x="4.4" y="4.4" width="5.2" height="5.2" rx="1.2" {...solid} />
    </>
  ),
  CAPABILITY: <rect x="1.5" y="1.5" width="11" height="11" rx="2.6" {...solid} />,
  DATA_PRODUCT: <path d="M7 1 12.6 4v6L7 13 1.4 10V4ZM1.4 4 7 7l5.6-3M7 7v6" {...thin} />,
  PORT: output,
  DATASET: (
    <>
      <rect x="1.2" y="1.8" width="11.6" height="10.4" rx="1.6" {...thin} />
      <path d="M1.2 5.4h11.6M5.4 5.4v6.8" {...thin} />
    </>
  ),
  FIELD: <path d="M3 2.2h8M7 2.2v9.6" {...outline} strokeWidth={2} strokeLinecap="round" />,
  JOB: (
    <>
      <path d="M7 .9 13.1 7 7 13.1.9 7Z" {...outline} />
      <path d="M5.6 4.7 9.2 7 5.6 9.3Z" {...solid} />
    </>
  ),
};

const hues: Partial<Record<Kind, string | undefined>> = {
  CAPABILITY: classes["operational"],
  PORT: classes["analytical"],
  DATA_PRODUCT: classes["analytical"],
};

export interface Shaped {
  kind: Kind;
  direction?: "INPUT" | "OUTPUT" | undefined;
}

/** The shapes alone, 14 × 14, for a drawing of one's own. */
export const silhouette = ({ kind, direction }: Shaped): ReactNode => (direction === "INPUT" ? input : silhouettes[kind]);

/** Decoration: the kind's word must stand nearby, or the name be enough. */
export function KindGlyph({ of }: { of: Shaped }) {
  return (
    <svg className={[classes["glyph"], hues[of.kind]].filter(Boolean).join(" ")} viewBox="0 0 14 14" aria-hidden="true">
      {silhouette(of)}
    </svg>
  );
}
