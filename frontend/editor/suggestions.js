/**
 * Suggestions among the comments: a field for other words in the form of a comment, and whether the words that a
 * suggestion would replace still stand. They are put in by the server, as a change of the person who accepts.
 */
import { nthPlaceOf } from "./passages.js";

/** The passage that a form is about: its words as they stand, or null. */
export const aboutOf = (form) => form.elements.quote.value || null;

/** Say in the form what it is about; null: the whole answer. */
export function about(form, passage) {
  for (const name of ["quote", "start", "end"]) form.elements[name].value = passage?.[name] ?? "";
  const line = form.querySelector("[data-about]");
  line.hidden = !passage;
  line.dataset.exact = passage?.words ?? "";
  form.querySelector("[data-about-words]").textContent = passage?.quote ?? "";
  form.querySelector("[data-about-parts]").hidden = true;
  if (!passage) show(form, false);
}

/** Open the field for other words, with the words as they are now to begin with. */
export function suggest(form) {
  const words = form.querySelector("[data-about]").dataset.exact;
  form.querySelector("[data-about-parts]").hidden = Boolean(words);
  if (!words) return;
  form.elements.quote.value = words;
  show(form, true);
  form.elements.replacement.value ||= words;
  form.elements.replacement.select();
}

/** A suggestion that was refused comes back with its words. */
export function bringBack(form) {
  if (form.elements.replacement.defaultValue) show(form, true);
}

function show(form, isSuggestion) {
  const swap = form.querySelector("[data-swap]");
  const send = form.querySelector("[data-send]");
  swap.hidden = !isSuggestion;
  form.elements.replacement.disabled = !isSuggestion;
  if (!isSuggestion) form.elements.replacement.value = "";
  form.elements.text.required = !isSuggestion;
  send.querySelector("span").textContent = isSuggestion ? send.dataset.sendSuggestion : send.dataset.sendComment;
  form.elements.text.dataset.placeholder ??= form.elements.text.placeholder;
  form.elements.text.placeholder = isSuggestion ? send.dataset.why : form.elements.text.dataset.placeholder;
}

/** Before a form leaves: a suggestion goes to its own address, and who accepts says which place is meant. */
export function fillIn(detail, editor) {
  const form = detail.elt;
  const swap = form.querySelector?.("[data-swap]");
  if (swap && !swap.hidden) detail.path = swap.dataset.address;
  if (!form.matches?.("[data-accept]") || !editor) return;
  const comment = form.closest("[data-suggestion]");
  detail.parameters.nth = comment ? (nthPlaceOf(editor, comment.id, comment.dataset.passage) ?? "") : "";
}

/** Whether the words of a suggestion stand as they did, read like its words already, or changed (undefined: are gone). */
export function dressSuggestions(comment, words) {
  const isStanding = words === comment.dataset.passage;
  const isDone = !isStanding && words !== undefined && words === comment.dataset.suggestion;
  comment.querySelector("[data-gone]").hidden = isStanding || isDone;
  comment.querySelector("[data-same]").hidden = !isDone;
  const accept = comment.querySelector("[data-accept]");
  if (!accept) return;
  accept.hidden = !isStanding;
  comment.querySelector("[data-by-hand]").hidden = isStanding;
}
