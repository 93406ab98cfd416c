/**
 * The comments beside the answer (answers/includes/comments.html). Reading and sending work without any of this; here
 * they are tied to the passages in the text, drafts are kept, and what others say comes in while nobody is typing.
 */
import { onSignOut } from "../device.js";
import { CommentDrafts } from "./comment_drafts.js";
import { startMentions } from "./mentions.js";
import { markPassages, placeOf, selectedPassage } from "./passages.js";
import { about, aboutOf, bringBack, dressSuggestions, fillIn, suggest } from "./suggestions.js";

const LOOK_MS = 30_000;

export class Comments {
  #editor = null;
  #drafts;
  /** What is begun as soon as the list is there: "comment" or "suggestion". */
  #wanted = null;

  /** @param {{person: string, answer: string}} options uids, under which drafts are kept */
  constructor(options) {
    this.#drafts = new CommentDrafts(options);
    onSignOut(() => this.#drafts.close());
    startMentions();
    document.addEventListener("input", ({ target }) => this.#keep(target));
    document.addEventListener("keydown", sendByKey);
    document.addEventListener("click", (event) => this.#clicked(event.target));
    document.addEventListener("focusin", ({ target }) => target.id === "new-comment" && this.#takeSelection());
    document.addEventListener("toggle", focusOpened, true);
    // Before the swap: afterwards the form is gone, and the new one would get its draft back.
    document.addEventListener("htmx:beforeSwap", ({ detail }) => detail.xhr.status < 300 && this.#sent(detail.requestConfig.elt));
    document.addEventListener("htmx:configRequest", ({ detail }) => fillIn(detail, this.#editor));
    document.addEventListener("htmx:afterSettle", () => this.#dress());
    setInterval(look, LOOK_MS);
    this.#dress();
  }

  /** Tie the comments to the text, once it is there. */
  attach(editor) {
    this.#editor = editor;
    editor.view.dom.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || !event.altKey || !["KeyM", "KeyR"].includes(event.code)) return;
      event.preventDefault();
      this.begin({ isSuggestion: event.code === "KeyR" });
    });
    this.#dress();
  }

  /** Begin a comment on the selected words, or a suggestion, beside whatever list is shown there now. */
  begin({ isSuggestion = false } = {}) {
    this.#wanted = isSuggestion ? "suggestion" : "comment";
    if (document.getElementById("new-comment")) this.#start();
    else document.querySelector("[data-comments-tab]")?.click();
  }

  #start() {
    const field = document.getElementById("new-comment");
    if (!field || !this.#wanted) return;
    const isSuggestion = this.#wanted === "suggestion";
    this.#wanted = null;
    field.focus();
    if (isSuggestion) suggest(field.form);
  }

  /** Somebody clicked a passage in the text. */
  pick(id) {
    document.getElementById(id)?.focus();
  }

  /** These passages are in the text and say this; those of the others are gone. */
  show(wordsById) {
    for (const comment of document.querySelectorAll("[data-passage]")) {
      const words = wordsById.get(comment.id);
      comment.querySelector("[data-show]").hidden = words === undefined;
      if ("suggestion" in comment.dataset) dressSuggestions(comment, words);
      else comment.querySelector("[data-gone]").hidden = words !== undefined;
    }
  }

  #dress() {
    const panel = document.querySelector("[data-comments]");
    if (panel) {
      countOn(document.querySelector("[data-comments-tab]"), Number(panel.dataset.comments));
      panel.querySelectorAll("[data-draft]").forEach((field) => this.#bringBack(field));
      bringBack(document.getElementById("new-comment").form);
    }
    if (this.#editor) markPassages(this.#editor, passagesOf(panel));
    this.#start();
  }

  #keep(field) {
    if (field.matches?.("[data-draft]")) this.#drafts.keep(field.dataset.draft, field.value);
  }

  #bringBack(field) {
    const draft = this.#drafts.of(field.dataset.draft);
    if (!draft || field.value) return;
    field.value = draft;
    const closed = field.closest("details:not([open])");
    if (closed) closed.open = true;
  }

  #sent(form) {
    const field = form.querySelector?.("[data-draft]");
    if (field && form.matches("[data-composer]")) this.#drafts.keep(field.dataset.draft, "");
  }

  #clicked(target) {
    if (target.closest?.("[data-about-drop]")) about(target.closest("form"), null);
    if (target.closest?.("[data-about-suggest]")) suggest(target.closest("form"));
    const comment = target.closest?.("[data-show]")?.closest("li");
    const place = comment && this.#editor && placeOf(this.#editor, comment.id);
    if (place) this.#editor.chain().setTextSelection(place).focus().scrollIntoView().run();
  }

  /** What is selected in the text when somebody begins to comment is what they mean, until they say otherwise. */
  #takeSelection() {
    const form = document.getElementById("new-comment").form;
    const passage = this.#editor && !aboutOf(form) && selectedPassage(this.#editor);
    if (passage) about(form, passage);
  }
}

function passagesOf(panel) {
  return [...(panel?.querySelectorAll("[data-passage]") ?? [])].map(({ id, dataset }) => ({
    id,
    quote: dataset.passage,
    start: dataset.start,
    end: dataset.end,
    replacement: dataset.suggestion,
  }));
}

/** Who opens a reply wants to write it. */
function focusOpened({ target, newState }) {
  if (newState === "open" && target.matches("[data-comments] li details") && !isTyping()) target.querySelector("textarea").focus();
}

/** A draft that is brought back opens its field too, and must not take the keyboard from another one. */
const isTyping = () => document.activeElement?.matches("textarea, input, [contenteditable='true']");

function sendByKey(event) {
  const form = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest?.("form[data-composer]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}

/** Ask for what others said, unless somebody is at it here. */
function look() {
  const panel = document.querySelector("[data-comments]");
  const isBusy = panel?.contains(document.activeElement) || panel?.querySelector("li details[open]");
  if (panel && !isBusy && !document.hidden) panel.dispatchEvent(new CustomEvent("comments:look"));
}

function countOn(tab, n) {
  if (!tab) return;
  tab.querySelector(".tally")?.remove();
  if (!n) return;
  const tally = document.createElement("span");
  tally.className = "tally";
  tally.textContent = n;
  tab.append(" ", tally);
}
