/** The Table tool: outside a table it puts one in, with a caption; inside it opens a small menu. */
import { addCaption, removeCaption } from "./table_captions.js";

const NEW_TABLE = { rows: 3, cols: 3, withHeaderRow: true };
const ACTS = ["addCaption", "addRowAfter", "addColumnAfter", "deleteRow", "deleteColumn", "deleteTable"];
const GAP_PX = 6;

export class TableMenu {
  /** @param {HTMLElement} menu a popover with buttons `data-table-act` */
  constructor(menu, editor) {
    Object.assign(this, { menu, editor });
    menu.addEventListener("click", (event) => this.#act(event.target.closest("[data-table-act]")?.dataset.tableAct));
  }

  open(button) {
    if (!this.editor.isActive("table")) return putIn(this.editor);
    const { left, bottom } = button.getBoundingClientRect();
    this.menu.showPopover();
    const furthest = document.documentElement.clientWidth - this.menu.offsetWidth - GAP_PX;
    this.menu.style.setProperty("inset", `${bottom + GAP_PX}px auto auto ${Math.max(GAP_PX, Math.min(left, furthest))}px`);
    this.menu.querySelector("button").focus();
  }

  #act(name) {
    if (!ACTS.includes(name)) return;
    this.menu.hidePopover();
    const chain = this.editor.chain().focus();
    if (name === "addCaption") return chain.command(addCaption).run();
    return (name === "deleteTable" ? chain.command(removeCaption) : chain)[name]().run();
  }
}

/** With a paragraph after it where it would be last: one could not write on otherwise. */
function putIn(editor) {
  const addParagraph = ({ tr, state }) => {
    if (tr.doc.lastChild.type.name === "table") tr.insert(tr.doc.content.size, state.schema.nodes.paragraph.create());
    return true;
  };
  return editor.chain().focus().insertTable(NEW_TABLE).command(addParagraph).command(addCaption).run();
}
