/**
 * The passages that comments are about, marked in the text by decorations: the document itself holds nothing of them.
 *
 * A passage is two places in the Yjs text that move with it. While one types, the marks move with the text as
 * ProseMirror moves them, because the Yjs text follows only afterwards; what comes from others is looked up anew.
 * A suggestion is a passage with a replacement: its words are shown as leaving, and the others behind them.
 */
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from "@tiptap/y-tiptap";
import { decodeRelativePosition, encodeRelativePosition } from "yjs";

const KEY = new PluginKey("passages");
const NONE = { passages: [], marks: DecorationSet.empty };

/**
 * @param {{onPick: (id: string) => void, onShown: (wordsById: Map<string, string>) => void}} reactions to a click, and
 *   to a change, with what each passage that is in the text says now
 */
export const passages = ({ onPick, onShown }) =>
  Extension.create({
    name: "passages",
    addProseMirrorPlugins: () => [
      new Plugin({
        key: KEY,
        state: { init: () => NONE, apply },
        props: {
          decorations: (state) => KEY.getState(state).marks,
          handleClick: (_view, _pos, event) => {
            const mark = event.target.closest?.("[data-passage-of]");
            if (mark) onPick(mark.dataset.passageOf);
          },
        },
        view: () => ({
          update: ({ state }, before) => {
            const { marks, passages } = KEY.getState(state);
            const was = KEY.getState(before);
            // Two empty sets of marks are one and the same, though the list is another: then the comments are too.
            if (marks === was?.marks && passages === was?.passages) return;
            const ranges = marks.find().filter(({ spec }) => spec.id);
            onShown(new Map(ranges.map(({ from, to, spec }) => [spec.id, state.doc.textBetween(from, to, "\n", "\ufffc")])));
          },
        }),
      }),
    ],
  });

/** Mark these passages, and no others: `{id, quote, start, end, replacement}`, with places in base64 or empty. */
export const markPassages = ({ view }, list) => view.dispatch(view.state.tr.setMeta(KEY, list).setMeta("addToHistory", false));

/** Where the passage of a comment is now; null if it is gone. */
export function placeOf({ state }, id) {
  const [mark] = KEY.getState(state)?.marks.find(undefined, undefined, (spec) => spec.id === id) ?? [];
  return mark ? { from: mark.from, to: mark.to } : null;
}

/** Which of the places where these words stand is the passage's, from 0; null if it is gone or says something else. */
export function nthPlaceOf(editor, id, words) {
  const place = placeOf(editor, id);
  const { doc } = editor.state;
  if (!place || doc.textBetween(place.from, place.to, "\n", "\ufffc") !== words) return null;
  return positionsOf(words, doc).indexOf(place.from);
}

/** Every place of words in the text, each block cut where something stands in it that is no text, as the server looks. */
export function positionsOf(words, doc) {
  const positions = [];
  doc.descendants((block, position) => {
    if (!block.isTextblock) return true;
    const text = block.textBetween(0, block.content.size, "", "\ufffc");
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) positions.push(position + 1 + at);
    return false;
  });
  return positions;
}

/** The selected words as a passage; null where no words are selected. `words` is as they stand, null if they are not of one line. */
export function selectedPassage({ state }) {
  const { from, to } = state.selection;
  const exact = state.doc.textBetween(from, to, "\n", "\ufffc");
  const quote = state.doc.textBetween(from, to, " ", " ").replace(/\s+/g, " ").trim();
  const sync = ySyncPluginKey.getState(state);
  if (!quote || !sync?.binding) return null;
  const place = (position) => toBase64(encodeRelativePosition(absolutePositionToRelativePosition(position, sync.type, sync.binding.mapping)));
  return { quote, words: /[\n\ufffc]/.test(exact) ? null : exact, start: place(from), end: place(to) };
}

function apply(transaction, value, _before, state) {
  const list = transaction.getMeta(KEY);
  if (list) return drawn(list, state);
  if (!transaction.docChanged) return value;
  if (transaction.getMeta(ySyncPluginKey)?.isChangeOrigin) return drawn(value.passages, state);
  return { ...value, marks: value.marks.map(transaction.mapping, transaction.doc) };
}

function drawn(list, state) {
  const marks = list.flatMap((passage) => {
    const range = rangeOf(passage, state);
    if (!range) return [];
    const { id, quote, replacement } = passage;
    const isSuggestion = replacement !== undefined && state.doc.textBetween(range.from, range.to, "\n", "\ufffc") === quote;
    const mark = Decoration.inline(range.from, range.to, { class: isSuggestion ? "anchor leaving" : "anchor", "data-passage-of": id }, { id });
    return isSuggestion && replacement ? [mark, coming(range.to, replacement, id)] : [mark];
  });
  return { passages: list, marks: DecorationSet.create(state.doc, marks) };
}

/** The words of a suggestion behind those they would replace. */
function coming(position, words, id) {
  const draw = () => {
    const element = document.createElement("ins");
    Object.assign(element, { className: "coming", contentEditable: "false", textContent: words });
    element.dataset.passageOf = id;
    return element;
  };
  return Decoration.widget(position, draw, { side: 1, key: `${id} ${words}`, ignoreSelection: true });
}

/** By its places; where these lead nowhere, by its words. */
function rangeOf({ quote, start, end }, state) {
  const sync = ySyncPluginKey.getState(state);
  if (start && end && sync?.binding) {
    const [from, to] = [start, end].map((place) => positionOf(place, sync));
    if (from !== null && to !== null && from < to && to <= state.doc.content.size) return { from, to };
  }
  return foundByWords(quote.replace(/…$/, ""), state.doc);
}

function positionOf(place, { doc, type, binding }) {
  try {
    return relativePositionToAbsolutePosition(doc, type, decodeRelativePosition(fromBase64(place)), binding.mapping);
  } catch {
    return null; // not a place of this text
  }
}

/** The first paragraph that holds the words; a leaf takes one place, hence one space. */
function foundByWords(words, doc) {
  let range = null;
  doc.descendants((node, position) => {
    if (range || !node.isTextblock) return !range;
    const at = node.textBetween(0, node.content.size, "", " ").indexOf(words);
    if (at >= 0) range = { from: position + 1 + at, to: position + 1 + at + words.length };
    return false;
  });
  return range;
}

const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
