/** What the build depends on, as one hash; a stamp beside the output says what it was made from. */
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile, access } from "node:fs/promises";
import { join, relative } from "node:path";

const STAMP = ".made-from";
const OUTSIDE = ["package-lock.json", "src/commonweal/answers/schema.json"];

/** SHA-256 over the names and contents of everything that goes in. */
export async function hashOfInputs(root) {
  const hash = createHash("sha256");
  for (const path of await inputs(root)) {
    hash.update(`${relative(root, path)}\0`);
    hash.update(await readFile(path));
  }
  return hash.digest("hex");
}

/** Whether the output was made from these inputs and is still whole. */
export async function isMadeFrom(hash, dist) {
  try {
    if ((await readFile(join(dist, STAMP), "utf8")) !== hash) return false;
    const manifest = JSON.parse(await readFile(join(dist, "manifest.json"), "utf8"));
    await Promise.all(Object.values(manifest).map((name) => access(join(dist, name))));
    return true;
  } catch {
    return false;
  }
}

export const stamp = (hash, dist) => writeFile(join(dist, STAMP), hash);

async function inputs(root) {
  const entries = await readdir(join(root, "frontend"), { recursive: true, withFileTypes: true });
  const own = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !path.includes(join("frontend", "tests")));
  return [...own, ...OUTSIDE.map((path) => join(root, path))].sort();
}
