/** The key "/" goes to the search field, unless one is writing. */
export function startSearchKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const field = document.querySelector("[data-search]");
    if (!field) return;
    event.preventDefault();
    field.focus();
  });
}

const isWriting = (target) => target.isContentEditable || target.closest("input, textarea, select");
