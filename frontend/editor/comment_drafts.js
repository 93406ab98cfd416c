/**
 * Comments that were begun and not sent, kept on this device beside the copy of the answer: signing out removes them,
 * and asks first, like everything that the server does not have (see device.js).
 */
import { databaseName } from "../device.js";

export class CommentDrafts {
  #isClosed = false;

  constructor({ person, answer }) {
    this.prefix = `${databaseName(person, answer)}/comment/`;
  }

  keep(name, text) {
    if (this.#isClosed) return;
    this.#try((storage) => (text.trim() ? storage.setItem(this.prefix + name, text) : storage.removeItem(this.prefix + name)));
  }

  of(name) {
    return this.#try((storage) => storage.getItem(this.prefix + name)) ?? "";
  }

  /** Keep nothing more, for example because the person signed out in another tab. */
  close() {
    this.#isClosed = true;
  }

  /** A browser that keeps nothing has no drafts. */
  #try(act) {
    try {
      return act(localStorage);
    } catch {
      return null;
    }
  }
}
