/**
 * Naming a member in a comment: "@" and the first letters bring a list, arrows and Enter choose from it.
 * `<textarea data-mentions="Members">` in a form, and the names as JSON in `#member-names`. Without the list one
 * types the whole name.
 */
const BEGUN = /(?:^|[\s(])@([^\n@]{0,40})$/;
const MOST = 6;
let list = null;

export function startMentions() {
  document.addEventListener("input", ({ target }) => target.matches?.("[data-mentions]") && offer(target));
  document.addEventListener("keydown", steer, true);
  document.addEventListener("focusout", ({ target }) => target === list?.field && close());
}

/** The names that begin so, or have a word that does. */
export function fitting(names, begun) {
  const wanted = begun.toLocaleLowerCase();
  const fits = (name) => name.startsWith(wanted) || name.split(" ").some((word) => word.startsWith(wanted));
  return names.filter((name) => fits(name.toLocaleLowerCase()) && name.toLocaleLowerCase() !== wanted).slice(0, MOST);
}

function offer(field) {
  close();
  const begun = BEGUN.exec(field.value.slice(0, field.selectionStart));
  const names = begun ? fitting(JSON.parse(document.getElementById("member-names")?.textContent ?? "[]"), begun[1]) : [];
  if (!names.length) return;
  const box = document.createElement("ul");
  Object.assign(box, { className: "members pop", id: "members" });
  box.role = "listbox";
  box.setAttribute("aria-label", field.dataset.mentions);
  box.append(...names.map(option));
  list = { field, box, at: 0, length: begun[1].length };
  field.setAttribute("aria-controls", box.id);
  field.form.append(box);
  mark(0);
}

function option(name, index) {
  const item = document.createElement("li");
  Object.assign(item, { id: `member-${index}`, textContent: name, role: "option" });
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    choose(index);
  });
  return item;
}

function steer(event) {
  if (event.target !== list?.field) return;
  const act = { ArrowDown: () => mark(list.at + 1), ArrowUp: () => mark(list.at - 1), Enter: () => choose(list.at), Tab: () => choose(list.at), Escape: close }[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function mark(index) {
  const options = [...list.box.children];
  list.at = (index + options.length) % options.length;
  options.forEach((one, at) => one.setAttribute("aria-selected", String(at === list.at)));
  list.field.setAttribute("aria-activedescendant", options[list.at].id);
}

function choose(index) {
  const { field, box, length } = list;
  const caret = field.selectionStart;
  field.setRangeText(`${box.children[index].textContent} `, caret - length, caret, "end");
  close();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function close() {
  list?.box.remove();
  list?.field.removeAttribute("aria-activedescendant");
  list?.field.removeAttribute("aria-controls");
  list = null;
}
