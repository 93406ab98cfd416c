/** `<form data-theme-form>`: the choice shows at once, the server remembers it. Without script the form posts. */
export function startTheme() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-theme-form]") || !event.submitter?.value) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    show(event.submitter, form);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => form.submit());
  });
}

function show(chosen, form) {
  const { value } = chosen;
  if (value === "light" || value === "dark") document.documentElement.dataset.theme = value;
  else delete document.documentElement.dataset.theme;
  for (const button of form.querySelectorAll("button[value]")) {
    button.setAttribute("aria-pressed", String(button === chosen));
  }
}
