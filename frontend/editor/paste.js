/**
 * What comes from the clipboard, made fit for an answer: only what the schema knows survives. Styles that mean
 * bold or italic become marks, everything else of Word's and Google's markup goes, with hidden text, deleted
 * text of tracked changes, and the tracking parts of addresses.
 */
import { LIMITS, bytesOf, isAddress, withoutControls } from "./rules.js";

const REMOVED = "script, style, meta, link, title, template, noscript, iframe, object, svg, del, .kf-kind, [hidden], [aria-hidden='true']";
const HIDDEN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;
const BOLD = /(?:^|;)\s*font-weight\s*:\s*(?:bold|[6-9]00)/i;
const NOT_BOLD = /(?:^|;)\s*font-weight\s*:\s*(?:normal|[1-5]00)/i;
const ITALIC = /(?:^|;)\s*font-style\s*:\s*italic/i;
const KEPT_ATTRIBUTES = new Set(["href", "colspan", "rowspan", "start", "data-figure", "data-reference", "data-table-caption", "data-key-factor", "data-kind", "data-pm-slice"]);
const TRACKING = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hsenc|_hsmi|yclid)$/i;
const HEADINGS = { h1: "h3", h2: "h3", h5: "h4", h6: "h4" };
const WORD_LIST = "p[class*='MsoList'], p[data-style*='mso-list']";
const NUMBERED = /^\s*(?:\d+|[a-z]|[ivx]+)[.)]\s/i;
const BULLET = /^\s*(?:[·•o§▪–-]|\d+[.)]|[a-z][.)]|[ivx]+[.)])\s+/i;

/** Why this text cannot go in: "paste" when it is too much at once, "answer" when the answer would be too long; else null. */
export function refusalOf(text, nBytesThere) {
  if (text.length > LIMITS.paste_characters) return "paste";
  return nBytesThere + bytesOf(text) > LIMITS.text_bytes ? "answer" : null;
}

/** An address without its tracking parts and out of Google's wrapper; null when a link may not lead there. */
export function cleanAddress(href) {
  if (!isAddress(href)) return null;
  if (!/^https?:/i.test(href)) return href;
  const url = new URL(href);
  if (/^(?:www\.)?google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url" && url.searchParams.has("q")) {
    return cleanAddress(url.searchParams.get("q"));
  }
  const tracking = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  if (!tracking.length) return href;
  tracking.forEach((name) => url.searchParams.delete(name));
  return url.href;
}

/** Text without the characters that an answer may not hold. */
export const cleanText = (text) => withoutControls(text).replace(/[\u00ad\u200b\ufeff]/g, "");

/** HTML of the clipboard as HTML that the editor reads without loss and without surprise. */
export function cleanHTML(html) {
  const { body } = new DOMParser().parseFromString(inert(withoutControls(html)), "text/html");
  removeUnwanted(body);
  listsFromWord(body);
  for (const caption of body.querySelectorAll("table > caption")) aboveItsTable(caption);
  for (const element of body.querySelectorAll("*")) tidy(element);
  return body.innerHTML.replace(/[\u00ad\u200b\ufeff]/g, "");
}

/**
 * The same HTML without anything that the content security policy of this page would report while it is parsed:
 * styles and handlers are kept as data.
 */
export function inert(html) {
  const withoutSheets = html.replace(/<style[\s\S]*?<\/style>/gi, "");
  return withoutSheets.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, "$1data-$2"));
}

function removeUnwanted(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  comments.forEach((comment) => comment.remove());
  for (const element of body.querySelectorAll(REMOVED)) element.remove();
  for (const element of body.querySelectorAll("[data-style]")) {
    if (HIDDEN.test(element.dataset.style)) element.remove();
  }
}

/** Word writes lists as paragraphs with the bullet as text. Neighbours become the items of one list. */
function listsFromWord(body) {
  let list = null;
  for (const paragraph of body.querySelectorAll(WORD_LIST)) {
    const kind = NUMBERED.test(paragraph.textContent) ? "ol" : "ul";
    if (list?.nextElementSibling !== paragraph || list.localName !== kind) {
      list = paragraph.ownerDocument.createElement(kind);
      paragraph.before(list);
    }
    const item = paragraph.ownerDocument.createElement("li");
    list.append(item);
    item.append(paragraph);
    removeBullet(paragraph);
  }
}

function removeBullet(paragraph) {
  const marker = paragraph.querySelector("[data-style*='mso-list']");
  if (marker) return marker.remove();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const first = walker.nextNode();
  if (first) first.data = first.data.replace(BULLET, "");
}

/** The editor knows a caption as a line right before its table. */
function aboveItsTable(caption) {
  const line = caption.ownerDocument.createElement("p");
  line.dataset.tableCaption = crypto.randomUUID();
  caption.querySelector("[data-table]")?.remove();
  line.append(...caption.childNodes);
  const table = caption.parentElement;
  caption.remove();
  (table.closest(".table-wrap") ?? table).before(line);
}

function tidy(element) {
  const style = element.dataset.style ?? "";
  if (element.localName in HEADINGS) return renamed(element, HEADINGS[element.localName]);
  if (/^(?:b|strong)$/.test(element.localName) && NOT_BOLD.test(style)) return element.replaceWith(...element.childNodes);
  if (element.localName === "span") wrapInMarks(element, style);
  if (element.localName === "a") tidyLink(element);
  bare(element);
}

function wrapInMarks(element, style) {
  if (BOLD.test(style)) wrapContent(element, "strong");
  if (ITALIC.test(style)) wrapContent(element, "em");
}

function wrapContent(element, tag) {
  const mark = element.ownerDocument.createElement(tag);
  mark.append(...element.childNodes);
  element.append(mark);
}

function tidyLink(element) {
  const address = cleanAddress(element.getAttribute("href"));
  if (address) element.setAttribute("href", address);
  else element.replaceWith(...element.childNodes);
}

function renamed(element, tag) {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

function bare(element) {
  for (const { name } of [...element.attributes]) {
    if (!KEPT_ATTRIBUTES.has(name)) element.removeAttribute(name);
  }
}

/**
 * The editor properties of pasting and dropping.
 *
 * @param {(reason: "paste" | "answer") => void} refuse tells the person; the clipboard keeps its content
 */
export function pasteProps(refuse) {
  const isRefused = (view, data) => {
    const text = data?.getData("text/plain") ?? "";
    const reason = refusalOf(text, bytesOf(view.state.doc.textContent));
    if (reason) refuse(reason);
    return Boolean(reason);
  };
  return {
    transformPastedHTML: cleanHTML,
    transformPastedText: cleanText,
    handlePaste: (view, event) => isRefused(view, event.clipboardData),
    handleDrop: (view, event, _slice, isMove) => !isMove && isRefused(view, event.dataTransfer),
  };
}
