/**
 * A figure in the text: what the server draws for its uid, in place, with a button to take it out.
 * The HTML is the server's own, from our origin; the document holds nothing but the uid.
 */
import { Figure } from "./schema.js";

/** A pause in the writing, in milliseconds, after which the order of the figures is looked at. */
const ORDER_SETTLES_MS = 800;

export class Figures {
  #views = new Map();
  #drawn = new Map();

  /** @param {{base: string, words: DOMStringMap}} options `base` is the address before the uid */
  constructor({ base, words }) {
    Object.assign(this, { base, words });
  }

  /** Take over what the page already shows, so that nothing is fetched or flickers at the start. */
  adopt(text) {
    for (const element of text.querySelectorAll("[data-figure]")) {
      if (element.childElementCount) this.#drawn.set(element.dataset.figure, [...element.childNodes]);
    }
  }

  /** The server has drawn these anew. */
  redraw(uids) {
    for (const uid of uids) for (const view of this.#views.get(uid) ?? []) view.load();
  }

  /**
   * Figures are numbered in their order in the text. When it has changed and the server has the change, they are drawn
   * anew, on the page of everybody who has the answer open.
   */
  followOrder(editor, provider) {
    let shown = orderIn(editor.state.doc);
    let timer;
    const look = () => {
      if (provider.hasUnsaved) return lookSoon();
      const order = orderIn(editor.state.doc);
      if (order.join() === shown.join()) return;
      shown = order;
      this.redraw(new Set(order));
    };
    const lookSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, ORDER_SETTLES_MS);
    };
    editor.on("update", lookSoon);
  }

  /** The schema's figure with its view. */
  get node() {
    const figures = this;
    return Figure.extend({
      addNodeView() {
        return ({ node, editor, getPos }) => new FigureView(figures, node, editor, getPos);
      },
    });
  }

  register(view) {
    this.#views.set(view.uid, (this.#views.get(view.uid) ?? new Set()).add(view));
    const drawn = this.#drawn.get(view.uid);
    this.#drawn.delete(view.uid);
    return drawn;
  }

  forget(view) {
    this.#views.get(view.uid)?.delete(view);
  }
}

function orderIn(doc) {
  const uids = [];
  doc.descendants((node) => {
    if (node.type.name === "figure") uids.push(node.attrs.uid);
    return !node.isTextblock;
  });
  return uids;
}

class FigureView {
  constructor(figures, node, editor, getPos) {
    Object.assign(this, { figures, editor, getPos, uid: node.attrs.uid });
    this.dom = document.createElement("div");
    this.dom.className = "figure-place";
    this.dom.id = `figure-${this.uid}`;
    this.dom.dataset.figureUid = this.uid;
    this.dom.contentEditable = "false";
    this.drawing = document.createElement("div");
    this.dom.append(this.drawing, this.#tools());
    const drawn = figures.register(this);
    if (drawn) this.drawing.append(...drawn);
    else this.load();
  }

  async load() {
    if (!this.drawing.childElementCount) this.#showSkeleton();
    try {
      const response = await fetch(`${this.figures.base}${this.uid}/`, { headers: { "HX-Request": "true" } });
      if (!response.ok) throw new Error(response.status);
      const html = await response.text();
      if (html !== this.html) this.#show(html);
      this.html = html;
    } catch {
      this.#showFailure();
    }
  }

  #show(html) {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    this.drawing.replaceChildren(...body.childNodes);
    // A chart that is still being drawn asks for itself again; app/htmx.js brings that to life.
    this.drawing.dispatchEvent(new CustomEvent("content:added", { bubbles: true }));
    this.drawing.dispatchEvent(new CustomEvent("figure:drawn", { bubbles: true }));
  }

  #showSkeleton() {
    const box = document.createElement("div");
    box.className = "figure";
    box.setAttribute("aria-busy", "true");
    for (const shape of ["w2", "w1", "tall"]) {
      const bar = document.createElement("span");
      bar.className = `skeleton ${shape}`;
      box.append(bar);
    }
    this.drawing.replaceChildren(box);
  }

  #showFailure() {
    const box = document.createElement("div");
    box.className = "figure";
    const words = document.createElement("p");
    words.textContent = this.figures.words.figureFailed;
    box.append(words, button("btn sm", this.figures.words.figureRetry, () => this.load()));
    this.drawing.replaceChildren(box);
  }

  #tools() {
    const tools = document.createElement("div");
    tools.className = "figure-tools";
    tools.append(button("btn sm", this.figures.words.figureRemove, () => this.#remove()));
    return tools;
  }

  #remove() {
    const from = this.getPos();
    if (!this.editor.isEditable || from === undefined) return;
    this.editor.chain().deleteRange({ from, to: from + 1 }).focus().run();
  }

  // ProseMirror's side

  update(node) {
    return node.type.name === "figure" && node.attrs.uid === this.uid;
  }

  selectNode() {
    this.dom.classList.add("selected");
  }

  deselectNode() {
    this.dom.classList.remove("selected");
  }

  /** Buttons, links and the table of numbers work by themselves; a click elsewhere selects the figure. */
  stopEvent(event) {
    return Boolean(event.target.closest?.("button, a, summary, input, select")) && !event.type.startsWith("drag");
  }

  ignoreMutation() {
    return true;
  }

  destroy() {
    this.figures.forget(this);
  }
}

function button(className, label, act) {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", className, textContent: label, onclick: act });
  return element;
}
