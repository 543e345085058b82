// Only the style sheets of components that are used are in the build, and those of fields and dialogs only where one is. Which those are
// follows from the imports: what a component is made of has style sheets too.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL("../", import.meta.url));
const core = fileURLToPath(new URL("../../node_modules/@mantine/core/", import.meta.url));
const index = readFileSync(join(core, "esm/index.mjs"), "utf8");

/** A menu could have a field to search in. None of ours has. */
const unused: Record<string, string[]> = { Menu: ["Input", "CloseButton"] };

/** Our modules that use Mantine, with the components that each uses. */
function users(): [file: string, components: string[]][] {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts"));
  return files.map((file) => {
    const imports = [...readFileSync(join(source, file), "utf8").matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)];
    return [file, imports.flatMap(([, names]) => names!.split(",").map((name) => name.trim())).filter((name) => /^[A-Z]/.test(name))];
  });
}

/** The style sheets of a component, in Mantine's own words. */
function sheetsOf(name: string): string[] {
  const path = new RegExp(`export \\{[^}]*\\b${name}\\b[^}]*\\} from "|import \\{[^}]*\\b${name}\\b[^}]*\\} from "(\\.[^"]+)"`).exec(index)?.[1];
  expect(path, `${name} is exported by Mantine`).toBeDefined();
  return sheetsIn(join(core, "esm", path!), new Set()).filter((sheet) => !unused[name]?.includes(sheet));
}

/** Those of a module and of all that it imports. */
function sheetsIn(file: string, seen: Set<string>): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const sheet = /([A-Za-z]+)\.module\.mjs$/.exec(file)?.[1];
  const imports = [...readFileSync(file, "utf8").matchAll(/from "(\.[^"]+\.mjs)"/g)].map(([, path]) => join(dirname(file), path!));
  return [...(sheet ? [sheet] : []), ...imports.flatMap((path) => sheetsIn(path, seen))];
}

const importedBy = (sheet: string) => new Set([...readFileSync(join(source, "theme", sheet), "utf8").matchAll(/styles\/([\w-]+)\.layer\.css/g)].map(([, name]) => name!));

test("each Mantine component that is used has its styles, and that of a field or dialog comes with it", () => {
  const [everywhere, fields] = [importedBy("mantine.css"), importedBy("fields.css")];
  expect([...everywhere].filter((sheet) => fields.has(sheet)), "in both").toEqual([]);
  for (const sheet of ["baseline", "default-css-variables", "global"]) expect(everywhere).toContain(sheet);
  const used = new Set<string>();
  for (const [file, components] of users()) {
    const missing = components.flatMap(sheetsOf).filter((sheet) => (used.add(sheet), !everywhere.has(sheet)));
    expect(missing.filter((sheet) => !fields.has(sheet)), `${file}: to be added to mantine.css, or to fields.css`).toEqual([]);
    if (missing.length > 0) expect(readFileSync(join(source, file), "utf8"), `${file} has fields or a dialog`).toMatch(/import "[./]+theme\/fields\.css";/);
  }
  expect([...fields].filter((sheet) => !used.has(sheet)), "in fields.css, and used by nobody").toEqual([]);
});
