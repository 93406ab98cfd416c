/** Names of the states, counties and equivalents of the United States, from us-atlas (Census Bureau, 2017 edition). */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** @returns {Promise<string>} JSON rows `[fips, name, state's fips]`, states first (their third is ""), by code; no shapes. */
export async function counties(root) {
  const atlas = JSON.parse(await readFile(join(root, "node_modules/us-atlas/counties-10m.json"), "utf8"));
  const named = (kind) => atlas.objects[kind].geometries.map(({ id, properties }) => [id, properties.name]);
  const states = named("states").map(([id, name]) => [`${id}000`, name, ""]);
  const places = named("counties").map(([id, name]) => [id, name, `${id.slice(0, 2)}000`]);
  const byCode = (a, b) => a[0].localeCompare(b[0]);
  return JSON.stringify([...states.sort(byCode), ...places.sort(byCode)]);
}
