/**
 * What an answer may hold, as TipTap extensions that match answers/schema.json exactly: an attribute more
 * would be refused by the server, an attribute less would be lost for everybody. A test compares the two.
 */
import { Mark, Node } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading as BaseHeading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { Link as BaseLink } from "@tiptap/extension-link";
import { BulletList, ListItem, ListKeymap, OrderedList as BaseOrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Table as BaseTable, TableCell as BaseCell, TableHeader as BaseHeader, TableRow as BaseRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { Dropcursor, Gapcursor } from "@tiptap/extensions";
import { isAddress, isName, isUuid } from "./rules.js";

const Heading = BaseHeading.extend({
  addAttributes: () => ({ level: { default: 3, rendered: false } }),
}).configure({ levels: [3, 4] });

const OrderedList = BaseOrderedList.extend({
  addAttributes: () => ({ start: { default: 1, parseHTML: (element) => whole(element.getAttribute("start"), 0, 9999) } }),
});

const Link = BaseLink.extend({
  inclusive: false,
  addAttributes: () => ({ href: { default: null, parseHTML: (element) => element.getAttribute("href") } }),
}).configure({
  openOnClick: false,
  autolink: true,
  linkOnPaste: true,
  HTMLAttributes: { target: null, rel: "noopener noreferrer nofollow", class: null },
  isAllowedUri: isAddress,
});

/** Without widths: these would be style attributes, which the content security policy refuses. */
const Table = BaseTable.extend({
  addNodeView: null,
  renderHTML: () => ["div", { class: "table-wrap" }, ["table", { class: "table" }, ["tbody", 0]]],
});
const spans = () => ({ colspan: span("colspan", 50), rowspan: span("rowspan", 500) });
const TableCell = BaseCell.extend({ addAttributes: spans });
const TableHeader = BaseHeader.extend({ addAttributes: spans });
const TableRow = BaseRow.extend({ content: "(tableCell | tableHeader)*" });

/** The words above a table, a line of its own right before it; the number is its current one. */
export const TableCaption = Node.create({
  name: "tableCaption",
  group: "block",
  content: "inline*",
  addAttributes: () => ({ uid: { default: null, validate: validateUid, rendered: false, parseHTML: (element) => element.dataset.tableCaption } }),
  parseHTML: () => [{ tag: "p[data-table-caption]", priority: 100, getAttrs: ({ dataset }) => isUuid(dataset.tableCaption) && null }],
  renderHTML: ({ node }) => ["p", { class: "table-caption", "data-table-caption": node.attrs.uid }, 0],
});

/** A figure of the community's measures; the server draws it, the document holds only its uid. */
export const Figure = Node.create({
  name: "figure",
  group: "block",
  atom: true,
  selectable: true,
  draggable: true,
  addAttributes: () => ({ uid: { default: null, validate: validateUid, parseHTML: (element) => element.dataset.figure } }),
  parseHTML: () => [{ tag: "[data-figure]", getAttrs: (element) => isUuid(element.dataset.figure) && null }],
  renderHTML: ({ node }) => ["div", { "data-figure": node.attrs.uid }],
});

/** "Figure P.1-2" or "Table P.1-2" in a sentence: the document holds the uid, the number is the current one. */
export const FigureReference = Node.create({
  name: "figureReference",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({ uid: { default: null, validate: validateUid, rendered: false, parseHTML: (element) => element.dataset.reference } }),
  parseHTML: () => [{ tag: "[data-reference]", priority: 100, getAttrs: ({ dataset }) => isUuid(dataset.reference) && null }],
  renderHTML: ({ node }) => ["a", { "data-reference": node.attrs.uid }],
  renderText: () => "[#]",
});

/** A passage that is a key factor: what it says is what the passage says, so typing at its end is outside of it. */
export const KeyFactor = Mark.create({
  name: "keyFactor",
  inclusive: false,
  addAttributes: () => ({
    uid: { default: null, validate: validateUid, rendered: false, parseHTML: (element) => element.dataset.keyFactor },
    kind: { default: null, rendered: false, parseHTML: (element) => element.dataset.kind },
  }),
  parseHTML: () => [{ tag: "[data-key-factor]", getAttrs: ({ dataset }) => isUuid(dataset.keyFactor) && isName(dataset.kind) && null }],
  renderHTML: ({ mark: { attrs } }) => ["span", { class: "kf", "data-key-factor": attrs.uid, "data-kind": attrs.kind }, 0],
});

/** All extensions but those of writing together; the named ones may be the nodes with their views. */
export function extensions({ figure = Figure, reference = FigureReference, caption = TableCaption } = {}) {
  return [
    Document,
    Paragraph,
    Text,
    HardBreak,
    Heading,
    Bold,
    Italic,
    Blockquote,
    BulletList,
    ListItem,
    ListKeymap,
    Dropcursor.configure({ class: "drop-place", color: false }),
    Gapcursor,
    OrderedList,
    Link,
    Table.configure({ resizable: false }),
    TableRow,
    TableHeader,
    TableCell,
    KeyFactor,
    caption,
    figure,
    reference,
  ];
}

function span(name, most) {
  return { default: 1, parseHTML: (element) => whole(element.getAttribute(name), 1, most) };
}

function whole(text, least, most) {
  const value = Number.parseInt(text ?? "", 10);
  return value >= least && value <= most ? value : 1;
}

function validateUid(value) {
  if (value !== null && !isUuid(value)) throw new RangeError("A uid is needed here.");
}
