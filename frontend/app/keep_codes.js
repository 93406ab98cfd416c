/**
 * `<button data-copy="#list" hidden><span data-copied="Copied.">Copy</span></button>` puts the items of a list on the
 * clipboard, one a line; `<button data-print hidden>` opens the print window. Both show only where they work.
 */
export function startKeepingCodes() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => copy(button));
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

async function copy(button) {
  const items = document.querySelector(button.dataset.copy).children;
  await navigator.clipboard.writeText([...items].map((item) => item.textContent.trim()).join("\n"));
  const words = button.querySelector("[data-copied]");
  words.textContent = words.dataset.copied;
}
