/** The Table tool: outside a table it puts one in; inside it opens a small menu for rows and columns. */
const NEW_TABLE = { rows: 3, cols: 3, withHeaderRow: true };
const ACTS = ["addRowAfter", "addColumnAfter", "deleteRow", "deleteColumn", "deleteTable"];
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
    this.editor.chain().focus()[name]().run();
  }
}

/** With a paragraph after it where it would be last: one could not write on otherwise. */
function putIn(editor) {
  const addParagraph = ({ tr, state }) => {
    if (tr.doc.lastChild.type.name === "table") tr.insert(tr.doc.content.size, state.schema.nodes.paragraph.create());
    return true;
  };
  return editor.chain().focus().insertTable(NEW_TABLE).command(addParagraph).run();
}
