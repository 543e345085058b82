// A Python with dbt and dbt-ol in it, pinned by requirements.txt: made once, outside of the repository, and kept.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const requirements = new URL("requirements.txt", import.meta.url).pathname;
const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");

/** Returns the folder of the programs, or says why there is none: Python or the network may be missing. */
export function programs() {
  const pins = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(cache, "headwater", `dbt-${pins}`);
  const bin = join(folder, "bin");
  if (existsSync(join(folder, "complete"))) return { bin };
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(cache, "headwater"), { recursive: true });
    run("python3", "-m", "venv", folder);
    run(join(bin, "pip"), "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements);
    mkdirSync(join(folder, "unfinished"));
    renameSync(join(folder, "unfinished"), join(folder, "complete"));
    return { bin };
  } catch (error) {
    return { missing: `${error.message.split("\n")[0]} ${String(error.stderr ?? "").trim().split("\n").at(-1)}` };
  }
}

const run = (program, ...args) => execFileSync(program, args, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
