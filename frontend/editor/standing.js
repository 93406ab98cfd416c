/**
 * How far the answer is, above it: a draft begins with the first words, and a text that was agreed and changes is a
 * draft again. The badges stand in the page (answers/includes/write_state.html); here they are shown and hidden.
 */
export class Standing {
  #agreed;

  constructor(page) {
    this.#agreed = page.querySelector("[data-standing='agreed']");
    this.begun = page.querySelector("[data-begun]");
    this.notBegun = page.querySelector("[data-not-begun]");
    this.changed = page.querySelector("[data-changed]");
  }

  /** A text before the group has neither badge: it stays with the group while people write. */
  showWords(n) {
    if (this.#agreed || !this.begun) return;
    this.begun.hidden = n === 0;
    this.notBegun.hidden = n > 0;
  }

  /** Whoever changed it: the names under the agreed text do not stand for this one. */
  noteChange() {
    if (!this.#agreed) return;
    this.#agreed.hidden = true;
    this.#agreed = null;
    this.begun.hidden = this.changed.hidden = false;
  }
}
