/**
 * htmx without eval and without injected styles, for a strict content security policy.
 * A form that was refused comes back with status 422 and is swapped in like any other answer.
 */
import htmx from "htmx.org/dist/htmx.esm.js";
import { announce } from "./toast.js";

export function startHtmx() {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    includeIndicatorStyles: false,
    selfRequestsOnly: true,
    // Without "style": the policy refuses style attributes, and no page has one.
    attributesToSettle: ["class", "width", "height"],
    // Pages hold confidential text: none of it is kept in the browser's storage.
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "422", swap: true },
      { code: "[45]..", swap: false, error: true },
    ],
  });
  document.addEventListener("content:added", (event) => htmx.process(event.target));
  document.addEventListener("htmx:afterSettle", (event) => focusAfterSwap(event.detail.elt));
  document.addEventListener("htmx:responseError", (event) => announce(event.detail.xhr.status === 403 ? "refused" : "failed"));
  document.addEventListener("htmx:sendError", () => announce("unreachable"));
  document.addEventListener("htmx:timeout", () => announce("unreachable"));
}

/** A refused form: its first faulty field. Anything else: what the page marked, and nothing if it marked nothing. */
function focusAfterSwap(swapped) {
  const faulty = swapped.querySelector("[aria-invalid='true']");
  const marked = swapped.matches("[data-focus]") ? swapped : swapped.querySelector("[data-focus]");
  (faulty ?? marked)?.focus();
}
