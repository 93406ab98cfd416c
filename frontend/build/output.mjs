/** Writing the output so that a page served in the middle of it still finds all its files. */
import { createHash } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const compressors = [
  ["br", (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })],
  ["gz", (bytes) => promisify(gzip)(bytes, { level: 9 })],
];
const IS_TEXT = /\.(js|css|svg|txt)$/;
const IS_HASHED = /\.[0-9A-Za-z]{8}\.[a-z0-9]+$/;

/**
 * Write every file under a name with the hash of its content, beside it `.br` and `.gz` of texts,
 * then the manifest, then remove what the manifest no longer names.
 *
 * @param {Map<string, Uint8Array>} files plain name to content
 * @returns {Promise<{name: string, bytes: number, compressed: number}[]>} `compressed` is gzip, the larger one
 */
export async function write(files, dist) {
  await mkdir(dist, { recursive: true });
  const written = await Promise.all([...files].map(([name, bytes]) => writeOne(name, Buffer.from(bytes), dist)));
  const manifest = Object.fromEntries(written.map(({ name, hashed }) => [name, hashed]).sort());
  await writeFile(join(dist, "manifest.json.new"), JSON.stringify(manifest, null, 1));
  await rename(join(dist, "manifest.json.new"), join(dist, "manifest.json"));
  await removeStale(new Set(Object.values(manifest)), dist);
  return written;
}

async function writeOne(name, bytes, dist) {
  const hashed = IS_HASHED.test(name) ? name : withHash(name, bytes);
  const variants = IS_TEXT.test(name)
    ? await Promise.all(compressors.map(async ([suffix, compress]) => [suffix, await compress(bytes)]))
    : [];
  await writeFile(join(dist, hashed), bytes);
  await Promise.all(variants.map(([suffix, content]) => writeFile(join(dist, `${hashed}.${suffix}`), content)));
  const compressed = Math.max(0, ...variants.map(([, content]) => content.length)) || bytes.length;
  return { name: IS_HASHED.test(name) ? name.replace(IS_HASHED, extname(name)) : name, hashed, bytes: bytes.length, compressed };
}

function withHash(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  return `${name.slice(0, -extname(name).length)}.${hash}${extname(name)}`;
}

async function removeStale(current, dist) {
  const stale = (await readdir(dist)).filter(
    (file) => file !== "manifest.json" && !file.startsWith(".") && !current.has(file.replace(/\.(br|gz)$/, "")),
  );
  await Promise.all(stale.map((file) => rm(join(dist, file))));
}
