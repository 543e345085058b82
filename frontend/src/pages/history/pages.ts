// Pages of commits put together. The newest page moves on as commits are made; what it no longer shows must not be lost.

export interface Listed {
  revision: string;
}

/**
 * The newest page and what was loaded before, the newest first and each once. Undefined where commits are missing between
 * the two, as more than a page was made at once: what was loaded is then to be loaded anew.
 */
export function joined<Commit extends Listed>(newest: readonly Commit[], loaded: readonly Commit[]): Commit[] | undefined {
  const page = [...newest].reverse();
  const shown = new Set(page.map(({ revision }) => revision));
  const rest = loaded.filter(({ revision }) => !shown.has(revision));
  if (loaded.length > 0 && rest.length === loaded.length && page.length > 0) return undefined;
  return [...page, ...rest];
}
