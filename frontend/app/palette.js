/**
 * The palette: a dialog with a field and a list that the server draws anew while one types. The keyboard stays in the
 * field; arrows move the choice, Enter follows it. Without a choice, Enter searches.
 */
const dialog = () => document.querySelector("[data-palette]");
const choices = (from) => [...from.querySelectorAll("[role=option]")];

export function startPalette() {
  const palette = dialog();
  if (!palette) return;
  const field = palette.querySelector("[role=combobox]");
  field.addEventListener("keydown", (event) => onKey(event, palette, field));
  palette.querySelector("form").addEventListener("submit", (event) => follow(event, palette));
  palette.addEventListener("htmx:afterSwap", () => choose(palette, field, field.value ? 0 : -1));
  palette.addEventListener("click", (event) => event.target === palette && palette.close());
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-palette-open]") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    openPalette();
  });
}

export function openPalette() {
  const palette = dialog();
  if (!palette || palette.open) return;
  const field = palette.querySelector("[role=combobox]");
  field.value = "";
  palette.showModal();
  field.dispatchEvent(new Event("palette"));
}

function onKey(event, palette, field) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.isComposing) return;
  event.preventDefault();
  const all = choices(palette);
  const now = all.findIndex((one) => one.ariaSelected === "true");
  if (all.length) choose(palette, field, now < 0 && step < 0 ? all.length - 1 : (now + step + all.length) % all.length);
}

function choose(palette, field, position) {
  const all = choices(palette);
  all.forEach((one, place) => (one.ariaSelected = String(place === position)));
  const chosen = all[position];
  if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
  else field.removeAttribute("aria-activedescendant");
  chosen?.scrollIntoView({ block: "nearest" });
}

function follow(event, palette) {
  const chosen = choices(palette).find((one) => one.ariaSelected === "true");
  if (!chosen) return;
  event.preventDefault();
  palette.close();
  chosen.click();
}
