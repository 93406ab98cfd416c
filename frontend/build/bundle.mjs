/** The scripts, the styles with their fonts, and the licences of what is bundled with them. */
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { Fault } from "./fault.mjs";

const COMMON = { bundle: true, minify: true, write: false, metafile: true, legalComments: "none", logLevel: "silent" };

/** @returns {Promise<{files: Map<string, Uint8Array>, packages: Set<string>}>} plain name to content. */
export async function bundle(root) {
  const results = await Promise.all([scripts(root), styles(root)]).catch((error) => {
    throw new Fault(firstOf(error));
  });
  const files = new Map(results.flatMap(({ outputFiles }) => outputFiles.map((file) => [plainName(file.path), file.contents])));
  const sources = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  return { files, packages: new Set(sources.map(packageOf).filter(Boolean)) };
}

/** The licence texts that must travel with the bundled packages. */
export async function licences(root, packages) {
  const parts = await Promise.all([...packages, "lucide-static", "us-atlas"].sort().map((name) => licence(root, name)));
  return parts.join(`\n\n${"-".repeat(72)}\n\n`);
}

const scripts = (root) =>
  build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: ["frontend/app.js", "frontend/editor.js"],
    outdir: "out",
    format: "esm",
    target: "es2022",
  });

const styles = (root) =>
  build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: { main: "frontend/css/index.css" },
    outdir: "out",
    loader: { ".woff2": "file" },
    assetNames: "[name].[hash]",
  });

/** Fonts are named by their content already, because the styles refer to them. */
const plainName = (path) => basename(path);

function packageOf(source) {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
}

async function licence(root, name) {
  const folder = join(root, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? await readFile(join(folder, file), "utf8") : "";
  return `${name} ${version} (${license})\n\n${text.trim()}`;
}

function firstOf(error) {
  const [first] = error.errors ?? [];
  if (!first) return error.message;
  const place = first.location ? ` (${first.location.file}, line ${first.location.line})` : "";
  return `The bundler stopped: ${first.text}${place}.`;
}
