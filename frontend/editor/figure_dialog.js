/**
 * `<dialog data-figure-dialog>` with a part that htmx fills when the dialog opens. When a figure was made, the
 * server's answer carries the event `figure:added` with its uid (`HX-Trigger`), and it goes in at the caret.
 */
import { isUuid } from "./rules.js";

export class FigureDialog {
  constructor(dialog, editor) {
    this.dialog = dialog;
    dialog.addEventListener("figure:added", (event) => this.#insert(editor, event.detail.uid));
  }

  open() {
    this.dialog.showModal();
    this.dialog.querySelector("[data-figure-picker]").dispatchEvent(new CustomEvent("figure:choose"));
  }

  #insert(editor, uid) {
    this.dialog.close();
    if (isUuid(uid)) editor.chain().focus().insertContent({ type: "figure", attrs: { uid } }).run();
  }
}
