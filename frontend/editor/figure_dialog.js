/**
 * `<dialog data-figure-dialog>` with a part that htmx fills when the dialog opens. When a figure was made, the
 * server's answer carries the event `figure:added` with its uid (`HX-Trigger`), and it goes in at the caret.
 */
import { isUuid } from "./rules.js";

export class FigureDialog {
  constructor(dialog, editor) {
    this.dialog = dialog;
    this.picker = dialog.querySelector("[data-figure-picker]");
    this.waiting = [...this.picker.childNodes];
    dialog.addEventListener("figure:added", (event) => this.#insert(editor, event.detail.uid));
  }

  open() {
    // What was chosen from last time goes first: nobody types into a list that is about to be replaced.
    this.picker.replaceChildren(...this.waiting);
    this.dialog.showModal();
    this.picker.dispatchEvent(new CustomEvent("figure:choose"));
  }

  #insert(editor, uid) {
    this.dialog.close();
    if (!isUuid(uid)) return;
    const place = placeFor(editor.state);
    const figure = { type: "figure", attrs: { uid } };
    const isLast = place.to === editor.state.doc.content.size;
    const content = isLast ? [figure, { type: "paragraph" }] : [figure];
    editor.chain().insertContentAt(place, content).focus(place.from + 2).run();
  }
}

/** After the block the caret is in, never inside a list or a table; an empty paragraph makes room. */
function placeFor({ selection: { $from, to } }) {
  if ($from.depth === 0) return { from: to, to };
  const block = $from.node(1);
  const isEmpty = block.type.name === "paragraph" && block.content.size === 0;
  return { from: isEmpty ? $from.before(1) : $from.after(1), to: $from.after(1) };
}
