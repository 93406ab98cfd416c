/**
 * `<div data-filtered><input hidden><select>…</select><output></output></div>`: a box to search above a long list.
 * While words stand in the box the list is open and holds what has them all; Escape brings the whole list back.
 * Without scripts there is no box, only the list.
 */
import { entriesWith } from "./filter_words.js";

const MOST_LINES = 8;

export function startFilters() {
  for (const frame of document.querySelectorAll("[data-filtered]")) attach(frame);
}

function attach(frame) {
  const [box, list, told] = ["input", "select", "output"].map((name) => frame.querySelector(name));
  const groups = [...list.children].map((group) => [group, [...group.querySelectorAll("option")]]);
  const all = groups.flatMap(([group, options]) => options.map((option) => ({ option, group: group.label ?? "" })));
  let before = list.value;

  const show = (found) => {
    const kept = new Set(found.map((entry) => entry.option));
    list.replaceChildren(...groups.flatMap(([group, options]) => shownGroup(group, options, kept)));
    list.size = box.value.trim() ? Math.max(2, Math.min(MOST_LINES, found.length)) : 0;
  };
  const search = () => {
    const isAsked = box.value.trim() !== "";
    const found = entriesWith(box.value, all);
    show(found.length ? found : all);
    list.value = isAsked && found.length ? found[0].option.value : before;
    if (isAsked && !found.length) list.size = 0;
    told.textContent = isAsked ? sentence(told, found.length) : "";
  };
  const settle = () => {
    before = list.value;
    box.value = "";
    search();
  };

  box.hidden = false;
  box.addEventListener("focus", () => box.value || (before = list.value));
  box.addEventListener("input", search);
  box.addEventListener("keydown", (event) => onKey(event, { box, list, search, settle }));
  list.addEventListener("click", (event) => event.target.closest("option") && settle());
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !box.value) return;
    event.preventDefault();
    settle();
  });
}

/** A group with those of its options that are kept; an option without a group is a group of its own. */
function shownGroup(group, options, kept) {
  if (group.localName === "option") return [group];
  group.replaceChildren(...options.filter((option) => kept.has(option)));
  return group.children.length ? [group] : [];
}

function onKey(event, { box, list, search, settle }) {
  if (!box.value) return;
  if (event.key === "ArrowDown") list.focus();
  else if (event.key === "Enter") settle();
  else if (event.key === "Escape") {
    box.value = "";
    search();
  } else return;
  event.preventDefault();
}

const sentence = (told, n) => (n ? told.dataset.found.replace("0", n) : told.dataset.none);
