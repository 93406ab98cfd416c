/**
 * The formatting bar: one tab stop, arrow keys inside (the ARIA toolbar pattern), `aria-pressed` for what holds
 * at the caret. Buttons name their tool: `<button data-tool="bold">`.
 */
const run = (editor) => editor.chain().focus();

/** Each tool: what it does, whether it holds at the caret, whether it can be used there. */
const TOOLS = {
  bold: { act: (editor) => run(editor).toggleBold().run(), isOn: (editor) => editor.isActive("bold") },
  italic: { act: (editor) => run(editor).toggleItalic().run(), isOn: (editor) => editor.isActive("italic") },
  heading: { act: cycleHeading, isOn: (editor) => editor.isActive("heading") },
  list: { act: (editor) => run(editor).toggleBulletList().run(), isOn: (editor) => editor.isActive("bulletList") },
  numbers: { act: (editor) => run(editor).toggleOrderedList().run(), isOn: (editor) => editor.isActive("orderedList") },
  quote: { act: (editor) => run(editor).toggleBlockquote().run(), isOn: (editor) => editor.isActive("blockquote") },
  undo: { act: (editor) => run(editor).undo().run(), can: (editor) => editor.can().undo() },
  redo: { act: (editor) => run(editor).redo().run(), can: (editor) => editor.can().redo() },
};

export class Toolbar {
  /**
   * @param {HTMLElement} element
   * @param {import("@tiptap/core").Editor} editor
   * @param {Record<string, {act: Function, isOn?: Function, can?: Function}>} more tools with dialogs of their own
   */
  constructor(element, editor, more) {
    Object.assign(this, { element, editor, tools: { ...TOOLS, ...more } });
    this.buttons = [...element.querySelectorAll("[data-tool]")];
    this.#rove(this.buttons[0]);
    element.addEventListener("click", (event) => this.#use(event.target.closest("[data-tool]")));
    element.addEventListener("keydown", (event) => this.#move(event));
    element.addEventListener("focusin", (event) => this.#rove(event.target.closest("[data-tool]")));
    // A press must not take the selection out of the text.
    element.addEventListener("mousedown", (event) => event.preventDefault());
    editor.on("transaction", () => this.#refreshSoon());
    this.refresh();
    element.removeAttribute("data-waiting");
  }

  /** Bring the keyboard here (Alt+F10). */
  focus() {
    this.buttons.find((button) => button.tabIndex === 0)?.focus();
  }

  refresh() {
    this.frame = null;
    for (const button of this.buttons) {
      const { isOn, can } = this.tools[button.dataset.tool];
      if (isOn) button.setAttribute("aria-pressed", String(isOn(this.editor)));
      button.setAttribute("aria-disabled", String(!this.editor.isEditable || (can ? !can(this.editor) : false)));
    }
  }

  #refreshSoon() {
    this.frame ??= requestAnimationFrame(() => this.refresh());
  }

  #use(button) {
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    this.tools[button.dataset.tool].act(this.editor, button);
  }

  #move(event) {
    if (event.key === "Escape") return this.editor.commands.focus();
    const at = this.buttons.indexOf(document.activeElement);
    const isReversed = getComputedStyle(this.element).direction === "rtl";
    const step = { ArrowRight: isReversed ? -1 : 1, ArrowLeft: isReversed ? 1 : -1 }[event.key];
    const next = { Home: 0, End: this.buttons.length - 1 }[event.key] ?? (step && (at + step + this.buttons.length) % this.buttons.length);
    if (next === undefined) return;
    event.preventDefault();
    this.buttons[next].focus();
  }

  #rove(current) {
    if (!current) return;
    for (const button of this.buttons) button.tabIndex = button === current ? 0 : -1;
  }
}

/** Text, heading, smaller heading, text. */
function cycleHeading(editor) {
  const chain = run(editor);
  if (editor.isActive("heading", { level: 3 })) return chain.setHeading({ level: 4 }).run();
  if (editor.isActive("heading", { level: 4 })) return chain.setParagraph().run();
  return chain.setHeading({ level: 3 }).run();
}
