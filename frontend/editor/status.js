/**
 * The true state of the words: saved, on their way, kept on this device, not stored. The sentence stands in the
 * page in the reader's language: `<p data-status data-saved="Saved {time}" …>`.
 *
 * What is seen follows each key; what is read out changes only when the state changes in kind, and a problem
 * is also said at length in a line that stays in view.
 */
import { timeOfDay } from "./locale.js";

const CALM = new Set(["connecting", "reading", "saving", "saved"]);

export class Status {
  #seen;
  #heard;
  #line;
  #lastHeard = "";

  /**
   * @param {HTMLElement} element holds `[data-status-seen]`, `[data-status-heard]` and the sentences
   * @param {HTMLElement} line the line for problems, with `[data-problem]` for its words
   */
  constructor(element, line) {
    this.element = element;
    this.#seen = element.querySelector("[data-status-seen]");
    this.#heard = element.querySelector("[data-status-heard]");
    this.#line = line;
    this.time = timeOfDay(element.dataset.timeZone || undefined);
  }

  /** @param {{kind: string, at: string | null, message?: string}} status as the provider tells it */
  show({ kind, at, message }) {
    const short = this.#sentence(kind, at);
    this.element.dataset.state = kind;
    this.#seen.textContent = short;
    this.#hear(kind, message || short);
    this.#explain(CALM.has(kind) ? "" : message || this.element.dataset[`${kind}Long`] || "", kind);
  }

  #sentence(kind, at) {
    if (kind === "saved" && !at) return this.element.dataset.ready ?? "";
    return (this.element.dataset[kind] ?? "").replace("{time}", at ? this.time(new Date(at)) : "");
  }

  #hear(kind, sentence) {
    const state = kind === "saving" || kind === "connecting" ? "saved" : kind;
    if (state === this.#lastHeard || kind === "saving" || kind === "connecting") return;
    this.#lastHeard = state;
    this.#heard.textContent = sentence;
  }

  #explain(words, kind) {
    this.#line.hidden = !words;
    this.#line.dataset.state = kind;
    this.#line.querySelector("[data-problem]").textContent = words;
    this.#line.querySelector("[data-reload]").hidden = kind !== "stopped" && kind !== "closed";
  }
}
