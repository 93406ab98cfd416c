/**
 * The list of key factors beside the answer (answers/includes/factors.html): counted on its tab, asked for again once
 * what was marked is stored and drawn, and leading to each passage, also from an address that ends in `#kf-<uid>`.
 */
import { placeOfFactor } from "./key_factors.js";

/** The server draws a text at most once a second. */
const DRAWN_MS = 1_500;
const ANCHOR = /^#kf-([0-9a-f-]{36})$/;

export class FactorList {
  #editor = null;
  #timer = null;

  constructor(provider) {
    this.provider = provider;
    document.addEventListener("click", (event) => this.#clicked(event));
  }

  /** Lead to the passage that the address names. */
  attach(editor) {
    this.#editor = editor;
    const [, uid] = location.hash.match(ANCHOR) ?? [];
    if (uid) this.#show(uid);
  }

  /** Other factors stand in the text, or they say something else. */
  noteChange(kinds) {
    countOn(document.querySelector("[data-factors-tab]"), kinds.size);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), DRAWN_MS);
  }

  #look() {
    if (this.provider.hasUnsaved) this.#timer = setTimeout(() => this.#look(), DRAWN_MS);
    else document.querySelector("[data-factors]")?.dispatchEvent(new CustomEvent("factors:look"));
  }

  #clicked(event) {
    const link = event.target.closest?.("[data-show-factor]");
    if (link && this.#show(link.dataset.showFactor)) event.preventDefault();
  }

  #show(uid) {
    const place = this.#editor && placeOfFactor(this.#editor, uid);
    if (place) this.#editor.chain().setTextSelection(place).focus().scrollIntoView().run();
    return Boolean(place);
  }
}

function countOn(tab, n) {
  if (!tab) return;
  tab.querySelector(".tally")?.remove();
  if (!n) return;
  const tally = document.createElement("span");
  tally.className = "tally";
  tally.textContent = n;
  tab.append(" ", tally);
}
