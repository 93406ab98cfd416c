/**
 * Short notices at the foot of the page, or in the dialog that is open: nothing outside it is seen or read out.
 * Their words stand in the page: `<div data-toasts data-failed="…">`.
 */
const SHOWN_MS = 8000;

/** Show the notice with this name, for example `unreachable`; a page without the words shows nothing. */
export function announce(name) {
  const region = document.querySelector("[data-toasts]");
  const words = region?.dataset[name];
  if (!words) return;
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.role = "alert";
  toast.textContent = words;
  document.querySelectorAll(".toast").forEach((earlier) => earlier.remove());
  (document.querySelector("dialog[open]") ?? region).append(toast);
  setTimeout(() => toast.remove(), SHOWN_MS);
}
