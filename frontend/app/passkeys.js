/**
 * `<form data-passkey="new|known" data-question="address" action="address" hidden>` makes a passkey, or signs in with
 * one: it fetches a question, has the browser answer it, and posts the answer. `data-stopped`, `data-known` and
 * `data-failed` are what is said where that does not work, in the form's `[data-fault]`.
 */
import { decoded, encodedAnswer } from "./passkey_bytes.js";

export function startPasskeys() {
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("[data-without-passkeys]").forEach((element) => element.remove());
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(form);
    });
  }
}

async function run(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  show(form, "");
  try {
    const question = await post(form, form.dataset.question, {});
    const credential = await answerOf(form.dataset.passkey, decoded(question.publicKey));
    const { name, next } = form.elements;
    const told = { answer: encodedAnswer(credential), name: name?.value, next: next?.value };
    location.assign((await post(form, form.action, told)).next);
  } catch (error) {
    show(form, wordsFor(error, form.dataset));
    button.disabled = false;
  }
}

function answerOf(kind, publicKey) {
  return kind === "new" ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
}

/** Post JSON. A page that asks who it is comes instead of an answer: then the browser goes there. */
async function post(form, address, body) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  const response = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  if (response.redirected) {
    location.assign(response.url);
    return new Promise(() => {});
  }
  const told = await response.json();
  if (!response.ok) throw new Refusal(told.fault);
  return told;
}

class Refusal extends Error {}

function wordsFor(error, { stopped, known, failed }) {
  if (error instanceof Refusal) return error.message;
  if (error.name === "NotAllowedError" || error.name === "AbortError") return stopped;
  return error.name === "InvalidStateError" ? known : failed;
}

function show(form, words) {
  const place = form.querySelector("[data-fault]");
  place.textContent = words;
  place.hidden = !words;
}
