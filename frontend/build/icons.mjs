/** One SVG sprite: the icons we use from lucide (ISC), under our own names, and our status shapes. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "./fault.mjs";

/** @returns {Promise<string>} an SVG of symbols `i-<name>` (24 px grid, stroked) and `s-<name>` (16 px, filled). */
export async function sprite(root) {
  const names = JSON.parse(await readFile(join(root, "frontend/icons.json"), "utf8"));
  const icons = await Promise.all(Object.entries(names).map(([ours, theirs]) => symbol(root, ours, theirs)));
  const shapes = (await readFile(join(root, "frontend/shapes.svg"), "utf8")).match(/<symbol[\s\S]*?<\/symbol>/g);
  return `<svg xmlns="http://www.w3.org/2000/svg">${[...icons, ...shapes].join("")}</svg>`;
}

async function symbol(root, ours, theirs) {
  const path = join(root, "node_modules/lucide-static/icons", `${theirs}.svg`);
  const svg = await readFile(path, "utf8").catch(() => {
    throw new Fault(`frontend/icons.json asks for the icon "${theirs}", which lucide-static does not have.`);
  });
  const body = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="i-${ours}" viewBox="0 0 24 24">${body.replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>")}</symbol>`;
}
