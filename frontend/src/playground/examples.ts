// The example documents of ../examples, in the order of their file names.
// The same files feed the fallback page, the start page and the Go tests; embed.go reads them by the same rule.

export interface Example {
  /** What a link says: the file name without its number and ending. It survives a change of order. */
  name: string;
  /** The question, from the first comment line. */
  title: string;
  /** The whole document, comments included. */
  query: string;
}

const files = import.meta.glob<string>("../../examples/*.graphql", { query: "?raw", import: "default", eager: true });

export const examples: Example[] = Object.keys(files)
  .sort()
  .map((path) => parse(path, files[path] ?? ""));

function parse(path: string, query: string): Example {
  const name = /\/\d+-([a-z0-9-]+)\.graphql$/.exec(path)?.[1];
  const title = /^# (.+)\n/.exec(query)?.[1];
  if (!name || !title) {
    throw new Error(`${path}: an example is NN-name.graphql and begins with "# title"`);
  }
  return { name, title, query };
}
