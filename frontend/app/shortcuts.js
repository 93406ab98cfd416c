/**
 * Keys. The sheet of keys on the page is the list: each entry names a key (`data-shortcut`), its act (`data-act`) and
 * whether it is a single key (`data-single`), which does nothing while one writes and can be switched off.
 */
import { openPalette } from "./palette.js";

const OFF = "commonweal:no-single-keys";

const ACTS = { palette: openPalette, search: goToSearch, keys: openKeys };

export function startShortcuts() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys-open]")) openKeys();
    event.target.closest("dialog [data-close]")?.closest("dialog").close();
  });
  const choice = document.querySelector("[data-single-keys]");
  if (!choice) return;
  choice.checked = !areOff();
  choice.addEventListener("change", () => remember(choice.checked));
}

function onKey(event) {
  if (event.altKey || event.isComposing) return;
  const isSingle = !(event.ctrlKey || event.metaKey);
  if (isSingle && (areOff() || isWriting(event.target) || document.querySelector("dialog[open]"))) return;
  for (const entry of document.querySelectorAll("[data-shortcut]")) {
    const isThis = entry.dataset.shortcut === event.key.toLowerCase() && "single" in entry.dataset === isSingle;
    if (!isThis || !ACTS[entry.dataset.act]) continue;
    event.preventDefault();
    ACTS[entry.dataset.act]();
    return;
  }
}

/** The field in the bar; where the screen is too narrow for it, the palette. */
function goToSearch() {
  const field = document.querySelector("[data-search]");
  if (field?.checkVisibility()) field.focus();
  else openPalette();
}

function openKeys() {
  document.querySelector("dialog[open][data-palette]")?.close();
  document.querySelector("[data-keys]")?.showModal();
}

const isWriting = (target) => target.isContentEditable || Boolean(target.closest?.("input, textarea, select"));

function areOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false; // a browser that keeps nothing
  }
}

function remember(areOn) {
  try {
    if (areOn) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // kept for this page only: the box shows it
  }
}
