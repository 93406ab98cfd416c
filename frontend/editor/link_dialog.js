/** `<dialog data-link-dialog>`: the address of a link; an empty one takes the link away. */
import { cleanAddress } from "./paste.js";

export class LinkDialog {
  constructor(dialog) {
    this.dialog = dialog;
    this.field = dialog.querySelector("input");
    this.fault = dialog.querySelector("[data-fault]");
    dialog.querySelector("[data-leave]").addEventListener("click", () => dialog.close());
    dialog.querySelector("form").addEventListener("submit", (event) => this.#submit(event));
  }

  open(editor) {
    this.editor = editor;
    this.field.value = editor.getAttributes("link").href ?? "";
    this.#blame(false);
    this.dialog.showModal();
    this.field.select();
  }

  #submit(event) {
    const typed = this.field.value.trim();
    const address = cleanAddress(completed(typed));
    if (typed && !address) {
      event.preventDefault();
      this.#blame(true);
      return this.field.focus();
    }
    this.#apply(address);
  }

  #apply(address) {
    const chain = this.editor.chain().focus().extendMarkRange("link");
    if (!address) return chain.unsetLink().run();
    const { empty } = this.editor.state.selection;
    if (empty && !this.editor.isActive("link")) {
      return chain.insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run();
    }
    return chain.setLink({ href: address }).run();
  }

  #blame(isFaulty) {
    this.fault.hidden = !isFaulty;
    this.field.setAttribute("aria-invalid", String(isFaulty));
  }
}

/** People type "example.org" and mean the web. */
export function completed(typed) {
  if (/^[\w.-]+@[\w-]+\.[\w.-]+$/.test(typed)) return `mailto:${typed}`;
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(typed) ? `https://${typed}` : typed;
}
