import type { Kind } from "./kinds";

/** Whether it says anything who owns it. Of what people work in and for nobody asks that; yet whoever owns it is named. */
export const ownable = ({ kind, owner }: { kind: Kind; owner: unknown }): boolean =>
  Boolean(owner) || !["TEAM", "MARKET", "DIVISION", "SOURCE_SYSTEM"].includes(kind);
