// Why something is reached only as a part of something larger, in words.

interface Summary {
  from: { name: string };
  to: { name: string };
  claims: readonly { reason: string | null }[];
}

/** "Product → Customer is recorded as a whole: “It uses all of it.” Nobody recorded …". A reason that ends as a sentence does has no other stop. */
export function summarySaid({ from, to, claims }: Summary): string {
  const reason = claims.find(({ reason }) => reason)?.reason?.trim();
  const stop = reason && /[.!?…]$/.test(reason) ? "" : ".";
  return `${from.name} → ${to.name} is recorded as a whole${reason ? `: “${reason}”` : ""}${stop} Nobody recorded which part, so any part of it may matter.`;
}
