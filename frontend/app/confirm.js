/**
 * Ask before an act that cannot be taken back: `<form data-confirm="Question" data-confirm-do="Restore it">`.
 * The question is a native dialog; Escape and the first button keep everything as it is.
 */
export function startConfirming() {
  document.addEventListener("submit", holdBack, true);
  document.addEventListener("htmx:confirm", holdBackRequest);
}

/** @returns {Promise<boolean>} whether the person said yes. */
export function ask(question, { yes, no }) {
  const dialog = dialogWith(question, yes, no);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

const confirmed = new WeakSet();

async function holdBack(event) {
  const form = event.target;
  if (!form.dataset.confirm || confirmed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  if (!(await ask(form.dataset.confirm, labels(form)))) return submitter?.focus();
  confirmed.add(form);
  form.requestSubmit(submitter);
}

async function holdBackRequest(event) {
  const { question, elt, issueRequest } = event.detail;
  if (!question) return;
  event.preventDefault();
  if (await ask(question, labels(elt))) issueRequest(true);
}

function labels(element) {
  return { yes: element.dataset.confirmDo, no: document.body.dataset.cancel };
}

function dialogWith(question, yes, no) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-label", question);
  const body = document.createElement("div");
  body.className = "dialog-body";
  const words = document.createElement("p");
  words.textContent = question;
  body.append(words);
  const foot = document.createElement("form");
  foot.method = "dialog";
  foot.className = "dialog-foot";
  foot.append(button(no || "×", "no", "btn"), button(yes || "OK", "yes", "btn primary"));
  dialog.append(body, foot);
  return dialog;
}

function button(label, value, className) {
  const element = document.createElement("button");
  Object.assign(element, { type: "submit", textContent: label, value, className });
  return element;
}
