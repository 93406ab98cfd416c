/**
 * Key factors in the text: the name of its kind behind each, news of what is marked, and what becomes of marks that are
 * pasted. A mark names its factor by a uid, so a copy within the text is no second factor, what comes from elsewhere is
 * a new one, and what was cut here and put in again is still the same.
 */
import { Extension } from "@tiptap/core";
import { Fragment, Slice } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { newUid } from "./rules.js";

const KEY = new PluginKey("keyFactors");
const NAME = "keyFactor";

/** The attributes of the key factor a node belongs to; null if it belongs to none. */
export const factorOf = (node) => node.marks.find(({ type }) => type.name === NAME)?.attrs ?? null;

/**
 * @param {{names: Record<string, string>, onChange: (kindByUid: Map<string, string>) => void}} options the names of the
 *   kinds by id, and what is to happen when other factors stand in the text, or of other kinds, or say something else
 */
export const keyFactors = ({ names, onChange }) =>
  Extension.create({
    name: "keyFactors",
    addProseMirrorPlugins() {
      const seen = new Set();
      return [
        new Plugin({
          key: KEY,
          state: {
            init: (_config, { doc }) => lookThrough(doc, names),
            apply: (transaction, value) => (transaction.docChanged ? lookThrough(transaction.doc, names) : value),
          },
          props: {
            decorations: (state) => KEY.getState(state).labels,
            transformPasted: (slice, view) => (view.dragging?.move ? slice : renewed(slice, KEY.getState(view.state).kinds, seen)),
          },
          view: ({ state }) => {
            remember(KEY.getState(state).kinds, seen);
            return {
              update: ({ state }, before) => {
                const { said, kinds } = KEY.getState(state);
                if (said === KEY.getState(before)?.said) return;
                remember(kinds, seen);
                onChange(kinds);
              },
            };
          },
        }),
      ];
    },
  });

/** Where a key factor stands, from its first word to its last; null if it is not in the text. */
export function placeOfFactor({ state }, uid) {
  let place = null;
  state.doc.descendants((node, position) => {
    if (!node.isText || factorOf(node)?.uid !== uid) return;
    place = { from: place?.from ?? position, to: position + node.nodeSize };
  });
  return place;
}

const remember = (kinds, seen) => kinds.forEach((_kind, uid) => seen.add(uid));

/** All factors of a text: kinds by uid, where each stretch ends, and one string that differs when anything does. */
export function factorsOf(doc) {
  const kinds = new Map();
  const ends = [];
  let said = "";
  doc.descendants((block, position) => {
    if (!block.isTextblock) return true;
    block.forEach((node, offset, index) => {
      const factor = factorOf(node);
      if (!factor) return;
      kinds.set(factor.uid, factor.kind);
      said += `${factor.uid} ${factor.kind} ${node.text}\n`;
      const next = block.maybeChild(index + 1);
      if (!next || factorOf(next)?.uid !== factor.uid) ends.push({ position: position + 1 + offset + node.nodeSize, kind: factor.kind });
    });
    return false;
  });
  return { kinds, ends, said };
}

function lookThrough(doc, names) {
  const factors = factorsOf(doc);
  const labels = factors.ends.map(({ position, kind }) => label(position, names[kind]));
  return { ...factors, labels: DecorationSet.create(doc, labels) };
}

function label(position, name) {
  const draw = () => {
    const element = document.createElement("small");
    element.className = "kf-kind";
    element.contentEditable = "false";
    element.textContent = ` ${name ?? ""}`;
    return element;
  };
  return Decoration.widget(position, draw, { side: -1, key: `kf ${name}`, ignoreSelection: true });
}

/** Pasted content without marks of factors that stand in the text, and with new uids for those never seen here. */
export function renewed(slice, kinds, seen) {
  const fresh = new Map();
  const markFor = (mark) => {
    if (mark.type.name !== NAME) return mark;
    if (kinds.has(mark.attrs.uid)) return null;
    if (seen.has(mark.attrs.uid)) return mark;
    if (!fresh.has(mark.attrs.uid)) fresh.set(mark.attrs.uid, newUid());
    return mark.type.create({ ...mark.attrs, uid: fresh.get(mark.attrs.uid) });
  };
  const nodeFor = (node) => (node.isText ? node.mark(node.marks.map(markFor).filter(Boolean)) : node.copy(through(node.content)));
  const through = (content) => Fragment.fromArray(content.content.map(nodeFor));
  return new Slice(through(slice.content), slice.openStart, slice.openEnd);
}
