/**
 * References to figures and tables ("Figure P.1-2") and the numbers of these themselves, always the current ones: the
 * server says where they stand in the Profile, and what moves in this text is counted here at once.
 */
import { isUuid } from "./rules.js";
import { FigureReference } from "./schema.js";
import { captionsIn } from "./table_captions.js";

const LOOK_MS = 30_000;

/**
 * The number of each figure and table, such as "P.1-2", with its kind, by uid. `places` is what the server says
 * (figure_places_views.figure_places); `here` are the uids that stand in this text now, in order, by kind.
 */
export function numbersOf(places, here) {
  return new Map(Object.keys(here).flatMap((kind) => [...numbersOfKind(places, kind, here[kind])]));
}

function numbersOfKind({ item: ownItem, kinds, figures }, kind, here) {
  const { before, own: nOwn } = kinds[kind];
  const own = [...new Set(here)];
  const shift = own.length - nOwn;
  const numbers = new Map();
  for (const { uid, item, place } of figures.filter((one) => one.kind === kind)) {
    const isOwn = item === ownItem && place > before && place <= before + nOwn;
    if (isOwn || own.includes(uid)) continue;
    const isAfter = item === ownItem && place > before + nOwn;
    numbers.set(uid, { kind, number: `${item}-${isAfter ? place + shift : place}` });
  }
  own.forEach((uid, index) => numbers.set(uid, { kind, number: `${ownItem}-${before + index + 1}` }));
  return numbers;
}

export class References {
  #places = null;
  #numbers = new Map();
  #views = new Set();
  #editor = null;

  /** @param {{address: string, words: DOMStringMap}} options `words` has `figureNumber` and `tableNumber`, with {number}, and `referenceLost` */
  constructor({ address, words }) {
    Object.assign(this, { address, words });
  }

  /** The schema's reference with its view. */
  get node() {
    const references = this;
    return FigureReference.extend({
      addNodeView() {
        return ({ node }) => new ReferenceView(references, node);
      },
    });
  }

  attach(editor) {
    this.#editor = editor;
    editor.on("update", () => this.#renumber());
    editor.view.dom.addEventListener("figure:drawn", () => this.#renumberFigures());
    editor.view.dom.addEventListener("click", (event) => this.#follow(event));
    setInterval(() => !document.hidden && this.#views.size && this.look(), LOOK_MS);
    this.look();
  }

  /** Ask where the figures stand now; without an answer the last one holds. */
  async look() {
    const response = await fetch(this.address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok) return;
    this.#places = await response.json();
    this.#renumber();
  }

  /** What can be referred to, in the order of reading: `{uid, words, title}`. */
  list() {
    if (!this.#places) return [];
    const own = Object.values(standing(this.#editor.state.doc)).flat();
    const others = this.#places.figures.filter(({ uid }) => this.#numbers.has(uid) && !own.includes(uid));
    const all = [...own.map((uid) => ({ uid, title: this.#titleOf(uid) })), ...others];
    const sorter = new Intl.Collator("en", { numeric: true });
    return all
      .map(({ uid, title }) => ({ uid, title, words: this.#say(this.#numbers.get(uid)) }))
      .sort((a, b) => sorter.compare(a.words, b.words));
  }

  register(view) {
    this.#views.add(view);
    this.#dress(view);
  }

  forget(view) {
    this.#views.delete(view);
  }

  #titleOf(uid) {
    const { dom } = this.#editor.view;
    const drawn = dom.querySelector(`[data-figure-uid="${uid}"] .fig-title, [data-table-caption="${uid}"]`);
    return drawn?.lastChild?.textContent.trim() || (this.#places.figures.find((one) => one.uid === uid)?.title ?? "");
  }

  #renumber() {
    if (!this.#places) return;
    this.#numbers = numbersOf(this.#places, standing(this.#editor.state.doc));
    this.#views.forEach((view) => this.#dress(view));
    this.#renumberFigures();
  }

  /** A figure's own number is drawn by the server; here it follows the text. */
  #renumberFigures() {
    if (!this.#places) return;
    for (const place of this.#editor.view.dom.querySelectorAll("[data-figure-uid]")) {
      const code = place.querySelector(".fig-title .code");
      const number = this.#numbers.get(place.dataset.figureUid);
      if (code && number && code.textContent !== this.#say(number)) code.textContent = this.#say(number);
    }
  }

  #dress(view) {
    if (!this.#places) return;
    const number = this.#numbers.get(view.uid);
    const url = this.#places.figures.find(({ uid }) => uid === view.uid)?.url;
    if (number) view.show(this.#say(number), url ?? `#${number.kind}-${view.uid}`);
    else view.show(view.isReference ? this.words.referenceLost : "", null);
  }

  #say({ kind, number }) {
    return this.words[`${kind}Number`].replace("{number}", number);
  }

  /** To a figure or table of this text by a press; to one of another answer with Ctrl, or where one only reads. */
  #follow(event) {
    const uid = event.target.closest?.("a.fig-ref")?.dataset.reference;
    if (!uid) return;
    const here = this.#editor.view.dom.querySelector(`[data-figure-uid="${uid}"], [data-table-caption="${uid}"]`);
    if (!here && (event.ctrlKey || event.metaKey || !this.#editor.isEditable)) return;
    event.preventDefault();
    here?.scrollIntoView({ block: "center" });
  }
}

class ReferenceView {
  isReference = true;

  constructor(references, node) {
    Object.assign(this, { references, uid: node.attrs.uid });
    this.dom = document.createElement("a");
    this.dom.className = "fig-ref";
    this.dom.dataset.reference = this.uid;
    this.dom.contentEditable = "false";
    references.register(this);
  }

  /** @param {string | null} url null where the figure stands nowhere */
  show(words, url) {
    if (this.dom.textContent !== words) this.dom.textContent = words;
    this.dom.classList.toggle("is-lost", !url);
    if (url) this.dom.setAttribute("href", url);
    else this.dom.removeAttribute("href");
  }

  update(node) {
    return node.type.name === "figureReference" && node.attrs.uid === this.uid;
  }

  ignoreMutation() {
    return true;
  }

  destroy() {
    this.references.forget(this);
  }
}

/** `<dialog data-reference-dialog>`: the figures and tables of the Profile, one of which goes in at the caret. */
export class ReferenceDialog {
  constructor(dialog, editor, references) {
    Object.assign(this, { dialog, editor, references });
    this.choices = dialog.querySelector("[data-choices]");
    this.none = dialog.querySelector("[data-none]");
    dialog.addEventListener("click", ({ target }) => this.#choose(target.closest("[data-refer]")?.dataset.refer));
  }

  async open() {
    this.dialog.showModal();
    await this.references.look();
    const choices = this.references.list();
    this.none.hidden = choices.length > 0;
    this.choices.replaceChildren(...choices.map(choice));
    this.choices.querySelector("button")?.focus();
  }

  #choose(uid) {
    if (!isUuid(uid)) return;
    this.dialog.close();
    this.editor.chain().focus().insertContent({ type: "figureReference", attrs: { uid } }).run();
  }
}

function choice({ uid, words, title }) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const code = document.createElement("span");
  Object.assign(code, { className: "code", textContent: words });
  button.type = "button";
  button.dataset.refer = uid;
  button.append(code, ` ${title}`);
  item.append(button);
  return item;
}

/** The uids of what has a number in a text, in the order of reading, by kind. */
function standing(doc) {
  return { figure: figuresIn(doc), table: captionsIn(doc) };
}

function figuresIn(doc) {
  const uids = [];
  doc.descendants((node) => {
    if (node.type.name === "figure") uids.push(node.attrs.uid);
    return !node.isTextblock;
  });
  return uids;
}
