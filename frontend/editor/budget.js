/** `<… data-budget="{n} of {total} words" data-total="600">` with a `<progress>`: how much of the budget is used. */
import { locale } from "./locale.js";
import { countWords } from "./rules.js";

const WAIT_MS = 300;

export class Budget {
  #timer = null;

  constructor(element) {
    this.element = element;
    this.words = element.querySelector("[data-budget-words]");
    this.bar = element.querySelector("progress");
  }

  /** Count while writing; the server's count follows with each "saved". */
  follow(editor) {
    editor.on("update", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.show(countWords(editor.getText({ blockSeparator: "\n" }))), WAIT_MS);
    });
  }

  show(n) {
    const { budget, total } = this.element.dataset;
    const number = new Intl.NumberFormat(locale());
    this.words.textContent = budget.replace("{n}", number.format(n)).replace("{total}", number.format(total));
    this.bar.value = n;
    this.bar.textContent = this.words.textContent;
    this.element.classList.toggle("over", n > Number(total));
  }
}
