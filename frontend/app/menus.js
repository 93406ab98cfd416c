/** Menus are native popovers and details. Here is only what the browser leaves out. */
export function startMenus() {
  document.addEventListener("toggle", focusCurrent, true);
  document.addEventListener("keydown", closeOnEscape);
  document.addEventListener("click", closeOthers);
}

/** The section menu of narrow screens opens at the page one is on. */
function focusCurrent(event) {
  if (event.newState !== "open" || !event.target.matches("nav[popover]")) return;
  const link = event.target.querySelector("a[aria-current]") ?? event.target.querySelector("a");
  link?.focus();
}

function closeOnEscape(event) {
  const menu = event.key === "Escape" && event.target.closest?.("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

function closeOthers(event) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}
