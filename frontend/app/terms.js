/**
 * A term opens its meaning under the pointer or the focus, too; a press does it without any of this, because the
 * button names its popover. Escape closes it (the browser's own), and the pointer may move onto the meaning.
 */
const LEAVE_MS = 250;
let leaving;
let pinned;

export function startTerms() {
  document.addEventListener("pointerover", onPointerOver);
  document.addEventListener("pointerout", onPointerOut);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", onBlur);
  document.addEventListener("click", onPress, true);
}

const termAt = (event) => event.target.closest?.("[data-term]");
const meaningOf = (term) => term.popoverTargetElement;
const isOpen = (meaning) => meaning.matches(":popover-open");

function open(term) {
  const meaning = meaningOf(term);
  if (!meaning || isOpen(meaning)) return;
  pinned = undefined;
  meaning.showPopover({ source: term });
}

function onPointerOver(event) {
  if (event.pointerType !== "mouse") return;
  if (event.target.closest?.(".meaning")) return clearTimeout(leaving);
  const term = termAt(event);
  if (!term) return;
  clearTimeout(leaving);
  open(term);
}

function onPointerOut(event) {
  if (event.pointerType !== "mouse") return;
  const meaning = event.target.closest?.(".meaning") ?? (termAt(event) && meaningOf(termAt(event)));
  if (!meaning || meaning === pinned || meaning.contains(event.relatedTarget)) return;
  clearTimeout(leaving);
  leaving = setTimeout(() => isOpen(meaning) && meaning.hidePopover(), LEAVE_MS);
}

function onFocus(event) {
  const term = termAt(event);
  if (term?.matches(":focus-visible")) open(term);
}

function onBlur(event) {
  const term = termAt(event);
  const meaning = term && meaningOf(term);
  if (meaning && isOpen(meaning) && !meaning.contains(event.relatedTarget)) meaning.hidePopover();
}

/** The first press on what the pointer opened keeps it; the next one closes it, as without a pointer. */
function onPress(event) {
  const term = termAt(event);
  const meaning = term && meaningOf(term);
  if (!meaning || !isOpen(meaning) || meaning === pinned || event.detail === 0) return;
  event.preventDefault();
  pinned = meaning;
}
