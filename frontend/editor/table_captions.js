/**
 * The caption of a table, a line right before it ("Table P.1-2" and words). The number is told by References; the words
 * are text of the answer, so that several people can write in them.
 */
import { Plugin, TextSelection } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { TableCaption } from "./schema.js";

/** The uids of the captions that stand right before a table, in the order of reading: only these have numbers. */
export function captionsIn(doc) {
  const uids = [];
  doc.descendants((node, _at, parent, index) => {
    if (node.type.name === "tableCaption" && isBeforeTable(parent, index)) uids.push(node.attrs.uid);
    return !node.isTextblock;
  });
  return uids;
}

/** The schema's caption with its view, its keys, and a uid of its own when it was copied. */
export function captionNode(references) {
  return TableCaption.extend({
    addNodeView() {
      return ({ node }) => new CaptionView(references, node, references.words.captionPlaceholder);
    },
    addKeyboardShortcuts() {
      return {
        Enter: ({ editor }) => intoTable(editor),
        Backspace: ({ editor }) => removeEmpty(editor),
      };
    },
    addProseMirrorPlugins: () => [new Plugin({ appendTransaction: (transactions, _before, state) => withOwnUids(transactions, state) })],
  });
}

/** Put a caption before the table that the caret is in, and the caret into it; false where there is one, or no table. */
export function addCaption({ tr, state }) {
  const at = tableAt(tr.selection.$from);
  if (at === null || captionBefore(tr.doc, at)) return false;
  tr.insert(at, state.schema.nodes.tableCaption.create({ uid: crypto.randomUUID() }));
  tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView();
  return true;
}

/** Remove the caption of the table that the caret is in, for it would stay behind as a line. */
export function removeCaption({ tr }) {
  const at = tableAt(tr.selection.$from);
  const caption = at !== null && captionBefore(tr.doc, at);
  if (caption) tr.delete(at - caption.nodeSize, at);
  return true;
}

function isBeforeTable(parent, index) {
  return index + 1 < parent.childCount && parent.child(index + 1).type.name === "table";
}

function captionBefore(doc, at) {
  const before = doc.resolve(at).nodeBefore;
  return before?.type.name === "tableCaption" ? before : null;
}

function tableAt($from) {
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === "table") return $from.before(depth);
  return null;
}

/** Enter in a caption goes on into its table: a new line between the two would part them. */
function intoTable(editor) {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== "tableCaption") return false;
  return editor.commands.command(({ tr }) => {
    tr.setSelection(TextSelection.near(tr.doc.resolve($from.after()), 1)).scrollIntoView();
    return true;
  });
}

function removeEmpty(editor) {
  const { empty, $from } = editor.state.selection;
  if (!empty || $from.parent.type.name !== "tableCaption" || $from.parent.content.size) return false;
  return editor.commands.deleteNode("tableCaption");
}

/** A caption that stands twice was copied here: the later one gets a uid of its own. What others did is theirs. */
function withOwnUids(transactions, state) {
  const isOurs = transactions.some((one) => one.docChanged && !one.getMeta(ySyncPluginKey)?.isChangeOrigin);
  if (!isOurs) return null;
  const seen = new Set();
  const { tr } = state;
  state.doc.descendants((node, at) => {
    if (node.type.name === "tableCaption") {
      if (seen.has(node.attrs.uid) || !node.attrs.uid) tr.setNodeMarkup(at, null, { uid: crypto.randomUUID() });
      seen.add(node.attrs.uid);
    }
    return !node.isTextblock;
  });
  return tr.docChanged ? tr : null;
}

class CaptionView {
  constructor(references, node, placeholder) {
    Object.assign(this, { references, uid: node.attrs.uid });
    this.dom = document.createElement("div");
    this.dom.className = "table-caption";
    this.code = document.createElement("span");
    Object.assign(this.code, { className: "code", contentEditable: "false" });
    this.contentDOM = document.createElement("div"); // a box of its own: a caret finds no place in an empty line
    this.contentDOM.dataset.placeholder = placeholder;
    this.dom.append(this.code, this.contentDOM);
    this.#mark(node);
    references.register(this);
  }

  show(words) {
    this.code.textContent = words ?? "";
  }

  update(node) {
    if (node.type.name !== "tableCaption" || node.attrs.uid !== this.uid) return false;
    this.#mark(node);
    return true;
  }

  /** Only our own changes: what is typed beside the words must be noticed, and drawn into them. */
  ignoreMutation({ type, target }) {
    return type !== "selection" && (this.code.contains(target) || (type === "attributes" && target === this.dom));
  }

  destroy() {
    this.references.forget(this);
  }

  #mark(node) {
    this.contentDOM.classList.toggle("is-blank", node.content.size === 0);
    this.dom.dataset.tableCaption = this.uid;
  }
}
