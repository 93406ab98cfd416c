/**
 * The Key factor tool: a menu of kinds for the selected words, or for the sentence the caret is in. Within a key factor
 * it shows the kind and changes it for the whole passage, or takes the mark off.
 */
import { factorOf, placeOfFactor } from "./key_factors.js";
import { newUid } from "./rules.js";

const GAP_PX = 6;
const NAME = "keyFactor";
const LONGEST_SHOWN = 60;

export class FactorMenu {
  /**
   * @param {HTMLElement} menu a popover with buttons `data-kind` and `data-unmark`
   * @param {HTMLElement} region `role=status` with the sentences `data-marked` and `data-unmarked`
   */
  constructor(menu, region, editor) {
    Object.assign(this, { menu, region, editor, target: null });
    this.words = menu.querySelector("[data-factor-words]");
    this.removal = menu.querySelector("[data-unmark]");
    this.kinds = [...menu.querySelectorAll("[data-kind]")];
    menu.addEventListener("click", ({ target }) => this.#use(target.closest("button")));
    menu.addEventListener("keydown", (event) => this.#move(event));
    editor.view.dom.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== "KeyK") return;
      event.preventDefault();
      this.open(null);
    });
  }

  /** Whether the caret is in a key factor. */
  get isOn() {
    return this.editor.isActive(NAME);
  }

  /** @param {HTMLElement | null} button below which it opens; null: at the caret */
  open(button) {
    if (!this.editor.isEditable) return;
    this.target = targetOf(this.editor);
    this.#dress();
    this.menu.showPopover();
    this.#place(button?.getBoundingClientRect() ?? this.editor.view.coordsAtPos(this.editor.state.selection.to));
    (this.kinds.find((one) => one.getAttribute("aria-checked") === "true") ?? this.kinds[0])?.focus();
  }

  #dress() {
    const { target } = this;
    const text = target ? this.editor.state.doc.textBetween(target.from, target.to, " ", " ").trim() : "";
    this.words.textContent = text ? shortened(text) : this.menu.dataset.none;
    this.removal.hidden = !target?.uid;
    for (const button of this.kinds) {
      button.setAttribute("aria-checked", String(button.dataset.kind === target?.kind));
      button.setAttribute("aria-disabled", String(!text));
    }
  }

  #place({ left, bottom }) {
    const across = Math.max(GAP_PX, Math.min(left, document.documentElement.clientWidth - this.menu.offsetWidth - GAP_PX));
    const down = Math.max(GAP_PX, Math.min(bottom + GAP_PX, innerHeight - this.menu.offsetHeight - GAP_PX));
    this.menu.style.setProperty("inset", `${down}px auto auto ${across}px`);
  }

  #use(button) {
    if (!button || button.getAttribute("aria-disabled") === "true" || !this.target) return;
    const { from, to, uid } = this.target;
    const { kind } = button.dataset;
    const type = this.editor.schema.marks[NAME];
    this.menu.hidePopover();
    const change = ({ tr }) => Boolean(kind ? tr.addMark(from, to, type.create({ uid: uid ?? newUid(), kind })) : tr.removeMark(from, to, type));
    this.editor.chain().focus().command(change).run();
    this.region.textContent = kind ? this.region.dataset.marked.replace("{kind}", button.textContent) : this.region.dataset.unmarked;
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...this.menu.querySelectorAll("button:not([hidden])")];
    const next = buttons.indexOf(document.activeElement) + step;
    buttons[(next + buttons.length) % buttons.length].focus();
  }
}

/** What would be marked: the factor at the caret as a whole, the selected words, or the sentence; null for nothing. */
function targetOf(editor) {
  const { selection, doc } = editor.state;
  const { $from, from, to, empty } = selection;
  const factor = factorOf({ marks: $from.marksAcross?.(selection.$to) ?? $from.marks() });
  if (factor) return { ...placeOfFactor(editor, factor.uid), ...factor };
  if (!empty) return hasWords(doc, from, to) ? trimmed(doc, from, to) : null;
  return $from.parent.isTextblock ? sentenceAround($from, doc) : null;
}

const hasWords = (doc, from, to) => Boolean(doc.textBetween(from, to, " ", " ").trim());

/** Without the blanks at its ends. */
function trimmed(doc, from, to) {
  const text = doc.textBetween(from, to, "\n", "\n");
  return { from: from + text.length - text.trimStart().length, to: to - (text.length - text.trimEnd().length) };
}

function sentenceAround($from, doc) {
  const start = $from.start();
  const text = $from.parent.textBetween(0, $from.parent.content.size, "\n", "\n");
  const segments = [...new Intl.Segmenter(document.documentElement.lang, { granularity: "sentence" }).segment(text)];
  const found = segments.find(({ index, segment }) => $from.parentOffset <= index + segment.length && segment.trim());
  return found ? trimmed(doc, start + found.index, start + found.index + found.segment.length) : null;
}

const shortened = (text) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text);
