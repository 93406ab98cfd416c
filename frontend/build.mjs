/**
 * Build what the browser loads: `app.js`, `editor.js`, `main.css`, the fonts and the icon sprite; and
 * `counties.json`, the list of places that `commonweal migrate` loads.
 *
 * Everything goes to `src/commonweal/site/dist/` under names with a hash, with `manifest.json` from plain
 * to hashed names. A second run with unchanged inputs does nothing. A file over its budget stops the build.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { counties } from "./build/counties.mjs";
import { Fault } from "./build/fault.mjs";
import { sprite } from "./build/icons.mjs";
import { hashOfInputs, isMadeFrom, stamp } from "./build/inputs.mjs";
import { write } from "./build/output.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIST = join(ROOT, "src/commonweal/site/dist");
/** Compressed (gzip), in kilobytes of 1,000 bytes. */
const BUDGET_KB = { "app.js": 30, "editor.js": 200, "main.css": 24, "icons.svg": 8 };

async function main() {
  const hash = await hashOfInputs(ROOT);
  if (await isMadeFrom(hash, DIST)) return console.log("Assets: nothing changed.");
  const { bundle, licences } = await bundler();
  const { files, packages } = await bundle(ROOT);
  files.set("icons.svg", Buffer.from(await sprite(ROOT)));
  files.set("counties.json", Buffer.from(await counties(ROOT)));
  files.set("licences.txt", Buffer.from(await licences(ROOT, packages)));
  const written = await write(files, DIST);
  written.sort((a, b) => a.name.localeCompare(b.name)).forEach(report);
  refuseOverweight(written);
  await stamp(hash, DIST);
}

/** Loaded only when there is something to do: it needs the installed packages. */
async function bundler() {
  return import("./build/bundle.mjs").catch((error) => {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Fault("The npm packages are not installed. Run 'npm ci --ignore-scripts' and try again.");
  });
}

function report({ name, bytes, compressed }) {
  const budget = BUDGET_KB[name] ? `  of ${BUDGET_KB[name]} KB` : "";
  console.log(`${name.padEnd(46)}${kb(bytes).padStart(9)} KB${kb(compressed).padStart(9)} KB compressed${budget}`);
}

function refuseOverweight(written) {
  for (const { name, compressed } of written) {
    if (compressed > BUDGET_KB[name] * 1000) {
      throw new Fault(`${name} is ${kb(compressed)} KB compressed; its budget is ${BUDGET_KB[name]} KB.`);
    }
  }
}

const kb = (bytes) => (bytes / 1000).toFixed(1);

main().catch((error) => {
  if (!(error instanceof Fault)) throw error;
  console.error(`Assets were not built. ${error.message}`);
  process.exitCode = 1;
});
