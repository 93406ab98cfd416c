/**
 * The writing page. Until the first sync people read the server's HTML; then the editor takes its place.
 * Loaded only where there is an element with `data-editor`; see answers/answer_write.html for its attributes.
 */
import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Placeholder } from "@tiptap/extensions";
import { Doc } from "yjs";
import { onSignOut } from "./device.js";
import { Budget } from "./editor/budget.js";
import { Comments } from "./editor/comments.js";
import { FactorList } from "./editor/factor_list.js";
import { FactorMenu } from "./editor/factor_menu.js";
import { FigureDialog } from "./editor/figure_dialog.js";
import { Figures } from "./editor/figure_view.js";
import { keyFactors } from "./editor/key_factors.js";
import { LinkDialog } from "./editor/link_dialog.js";
import { LocalCopy } from "./editor/local_copy.js";
import { passages } from "./editor/passages.js";
import { pasteProps } from "./editor/paste.js";
import { carets, showPresence } from "./editor/presence.js";
import { Provider } from "./editor/provider.js";
import { LIMITS, SCHEMA } from "./editor/rules.js";
import { ReferenceDialog, References } from "./editor/references.js";
import { extensions } from "./editor/schema.js";
import { captionNode } from "./editor/table_captions.js";
import { Standing } from "./editor/standing.js";
import { Status } from "./editor/status.js";
import { TableMenu } from "./editor/table_menu.js";
import { Toolbar } from "./editor/toolbar.js";

/** After so many failures in a row we ask whether the person is still signed in. */
const SUSPICIOUS_ATTEMPT = 3;
const CLOSED_AS_SIGNED_OUT = 4401;
/** Refused for good because of what the document holds. */
const CONTENT_REFUSALS = new Set(["schema", "size", "malformed", 4400, 4413, 4422]);
const UNSENT = new Set(["offline", "waiting", "refused", "stopped"]);

const root = document.querySelector("[data-editor]");
if (root) start(root);

async function start(root) {
  const { answer, person, socket } = root.dataset;
  const doc = new Doc();
  const copy = new LocalCopy({ person, answer, doc });
  const provider = new Provider({
    url: `${location.origin.replace(/^http/, "ws")}${socket}`,
    doc,
    schemaVersion: SCHEMA.version,
    frameBytes: LIMITS.frame_bytes,
    sentences: { [CLOSED_AS_SIGNED_OUT]: root.dataset.signedOut },
  });
  const comments = new Comments({ person, answer });
  const factors = new FactorList(provider);
  const page = { root, doc, copy, provider, comments, factors, find: (name) => root.querySelector(`[data-${name}]`) };
  followStatus(page);
  showPresence(page.find("presence"), provider);
  await copy.open();
  if (!copy.isKept) warnOfNoCopy(provider);
  provider.addEventListener("synced", () => openEditor(page), { once: true });
  provider.connect();
}

/** Some browsers keep nothing, for example in private windows: then the page says so and asks before it is left. */
function warnOfNoCopy(provider) {
  const words = document.querySelector("[data-status]").dataset;
  words.offline = words.offlineOnPage;
  words.offlineLong = words.offlineOnPageLong;
  window.addEventListener("beforeunload", (event) => provider.hasUnsaved && event.preventDefault());
}

function followStatus({ root, copy, provider, find }) {
  const status = new Status(document.querySelector("[data-status]"), find("trouble"));
  provider.addEventListener("status", ({ detail }) => {
    status.show(detail);
    if (detail.kind === "saved") copy.noteUnsent(false);
    else if (UNSENT.has(detail.kind)) copy.noteUnsent(provider.hasUnsaved);
  });
  provider.addEventListener("refused", ({ detail }) => CONTENT_REFUSALS.has(detail.code) && copy.noteRefused());
  provider.addEventListener("away", ({ detail }) => detail.attempt === SUSPICIOUS_ATTEMPT && stopIfSignedOut(provider, root.dataset));
  find("reload").addEventListener("click", () => location.reload());
  onSignOut(() => {
    copy.close();
    provider.stop(root.dataset.leftElsewhere);
  });
}

/** The server answers a page of a stranger with a way to the sign-in page. */
async function stopIfSignedOut(provider, words) {
  const response = await fetch(location.href, { method: "HEAD", redirect: "manual" }).catch(() => null);
  if (response?.type === "opaqueredirect") provider.stop(words.signedOut);
}

function openEditor(page) {
  const { root, provider, find } = page;
  const text = find("text");
  const figures = new Figures({ base: root.dataset.figures, words: root.dataset });
  figures.adopt(text);
  const references = new References({ address: root.dataset.figurePlaces, words: root.dataset });
  const editor = new Editor({
    element: document.createElement("div"),
    injectCSS: false,
    editable: provider.canWrite,
    extensions: [
      ...extensions({ figure: figures.node, reference: references.node, caption: captionNode(references) }),
      Placeholder.configure({ placeholder: root.dataset.placeholder, showOnlyWhenEditable: true }),
      Collaboration.configure({ document: page.doc }),
      carets(provider),
      keyFactors({ names: JSON.parse(document.getElementById("factor-kinds").textContent), onChange: (kinds) => page.factors.noteChange(kinds) }),
      passages({ onPick: (id) => page.comments.pick(id), onShown: (ids) => page.comments.show(ids) }),
    ],
    editorProps: { attributes: textAttributes(text, provider.canWrite), ...pasteProps((reason) => sayRefused(find("paste-refused"), reason)) },
  });
  text.replaceWith(editor.view.dom);
  connect(page, editor, { figures, references });
}

function textAttributes(text, canWrite) {
  return {
    class: "prose",
    id: text.id,
    role: "textbox",
    "aria-multiline": "true",
    "aria-readonly": String(!canWrite),
    "aria-label": text.getAttribute("aria-label"),
    "aria-describedby": text.getAttribute("aria-describedby"),
    lang: text.lang,
    spellcheck: "true",
  };
}

function connect({ doc, provider, comments, factors, find }, editor, { figures, references }) {
  comments.attach(editor);
  factors.attach(editor);
  references.attach(editor);
  const standing = new Standing(document);
  doc.on("update", () => standing.noteChange());
  provider.addEventListener("access", ({ detail }) => editor.setEditable(detail.canWrite));
  provider.addEventListener("hello", ({ detail }) => editor.setEditable(detail.canWrite));
  provider.addEventListener("figures", ({ detail }) => figures.redraw(detail.changed));
  figures.followOrder(editor, provider);
  const budget = new Budget(find("budget"));
  budget.follow(editor);
  provider.addEventListener("words", ({ detail }) => {
    budget.show(detail.n);
    standing.showWords(detail.n);
  });
  if (find("toolbar")) addTools(find, editor, { comments, references });
}

function addTools(find, editor, { comments, references }) {
  const link = new LinkDialog(find("link-dialog"));
  const figure = new FigureDialog(find("figure-dialog"), editor);
  const reference = new ReferenceDialog(find("reference-dialog"), editor, references);
  const table = new TableMenu(find("table-menu"), editor);
  const factor = find("factor-menu") && new FactorMenu(find("factor-menu"), find("factor-said"), editor);
  const toolbar = new Toolbar(find("toolbar"), editor, {
    link: { act: () => link.open(editor), isOn: () => editor.isActive("link") },
    figure: { act: () => figure.open() },
    reference: { act: () => reference.open() },
    comment: { act: () => comments.begin() },
    factor: { act: (_editor, button) => factor.open(button), isOn: () => factor.isOn },
    table: { act: (_editor, button) => table.open(button), isOn: () => editor.isActive("table") },
  });
  editor.view.dom.addEventListener("keydown", (event) => {
    const isLinkKey = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    if (!(event.altKey && event.key === "F10") && !isLinkKey) return;
    event.preventDefault();
    if (isLinkKey) link.open(editor);
    else toolbar.focus();
  });
}

/** Emptied first, so that the same sentence is read out a second time. */
function sayRefused(region, reason) {
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = region.dataset[reason];
  });
}
