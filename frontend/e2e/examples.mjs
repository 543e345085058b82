// The example documents as the tests expect to find them: name, title, operation, text.
import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../examples/", import.meta.url);

export const examples = readdirSync(folder)
  .filter((file) => file.endsWith(".graphql"))
  .sort()
  .map((file) => {
    const query = readFileSync(new URL(file, folder), "utf8");
    return {
      name: /^\d+-(.+)\.graphql$/.exec(file)[1],
      title: /^# (.+)/.exec(query)[1],
      operation: /^query (\w+) /m.exec(query)[1],
      query,
    };
  });
