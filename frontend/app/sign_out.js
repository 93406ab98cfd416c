/**
 * `<form data-signs-out data-unsent="Question" data-unsent-do="…">` removes the copies on this device first,
 * and asks when some of them hold words that the server does not have.
 * `<body data-person="uid">` names who is signed in: copies of other people are removed.
 */
import { announceSignOut, countUnsent, forgetCopies } from "../device.js";
import { ask } from "./confirm.js";

export function startSignOut() {
  const { person } = document.body.dataset;
  if (person) forgetCopies({ except: person });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-signs-out]")) return;
    event.preventDefault();
    signOut(event.target);
  });
}

async function signOut(form) {
  const { unsent, unsentDo } = form.dataset;
  if (unsent && countUnsent() && !(await ask(unsent, { yes: unsentDo, no: document.body.dataset.cancel }))) return;
  announceSignOut();
  await forgetCopies();
  form.submit();
}
