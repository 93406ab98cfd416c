/** Who else is writing: their carets in the text, their initials in the bar. Colours are classes, never styles. */
import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "@tiptap/y-tiptap";

const COLOURS = new Set(["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"]);
const MOST_AVATARS = 4;

/** The carets of the others. */
export const carets = ({ awareness }) =>
  Extension.create({
    name: "carets",
    addProseMirrorPlugins: () => [yCursorPlugin(awareness, { cursorBuilder: caret, selectionBuilder: selection })],
  });

/** Keep `element` showing who is here. `data-alone` and `data-together` ("{n} writing") are its words. */
export function showPresence(element, provider) {
  const show = () => {
    const people = peopleOf(provider.awareness.getStates());
    element.replaceChildren(...(people.length ? [avatars(people), words(element, people)] : []));
  };
  provider.awareness.on("change", show);
}

/** Each person once, though they may have the answer open twice. */
export function peopleOf(states) {
  const people = new Map([...states.values()].filter(({ user }) => user?.uid).map(({ user }) => [user.uid, user]));
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

export const colourOf = (user) => (COLOURS.has(user?.colour) ? user.colour : "p6");

function caret(user) {
  const mark = document.createElement("span");
  mark.className = `caret ${colourOf(user)}`;
  mark.setAttribute("aria-hidden", "true");
  const label = document.createElement("i");
  label.contentEditable = "false";
  label.textContent = user.name.split(" ")[0];
  mark.append(label);
  return mark;
}

const selection = (user) => ({ class: `selected-by ${colourOf(user)}` });

function avatars(people) {
  const list = document.createElement("span");
  list.className = "avatars";
  list.append(...people.slice(0, MOST_AVATARS).map(avatar));
  return list;
}

function avatar(user) {
  const element = document.createElement("span");
  element.className = `avatar sm ${colourOf(user)}`;
  element.title = user.name;
  element.setAttribute("aria-hidden", "true");
  element.textContent = user.initials;
  return element;
}

function words(element, people) {
  const text = document.createElement("span");
  text.className = "presence-words";
  const { alone, together } = element.dataset;
  text.textContent = people.length === 1 ? alone : together.replace("{n}", people.length);
  const names = document.createElement("span");
  names.className = "sr-only";
  names.textContent = `: ${people.map(({ name }) => name).join(", ")}`;
  text.append(names);
  return text;
}
