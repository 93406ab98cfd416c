/**
 * A copy of the answer on this device, so that words written without a connection outlive the page.
 * It belongs to one person; signing out removes it (see device.js). Words that the server refused for good
 * are not kept past a reload: sent again, they would be refused again.
 */
import { IndexeddbPersistence } from "y-indexeddb";
import { databaseName, noteUnsent } from "../device.js";

const OPENING_MS = 1500;
const REFUSED = "refused";

export class LocalCopy {
  #name;
  #store = null;

  constructor({ person, answer, doc }) {
    Object.assign(this, { person, answer, doc });
    this.#name = databaseName(person, answer);
  }

  /** Read what is kept. A browser that keeps nothing, or takes too long, writes without a copy. */
  async open() {
    if (!window.indexedDB) return;
    try {
      if (sessionStorage.getItem(this.#name) === REFUSED) await this.#discard();
      this.#store = new IndexeddbPersistence(this.#name, this.doc);
      await Promise.race([this.#store.whenSynced, new Promise((resolve) => setTimeout(resolve, OPENING_MS))]);
    } catch {
      this.#store = null;
    }
  }

  /** Whether this device really keeps what is written. */
  get isKept() {
    return Boolean(this.#store?.db);
  }

  /** Note whether the copy holds words that the server does not have. */
  noteUnsent(isUnsent) {
    noteUnsent(this.person, this.answer, isUnsent);
  }

  /** What is in the document now was refused: the next opening begins from the server's text. */
  noteRefused() {
    sessionStorage.setItem(this.#name, REFUSED);
    this.noteUnsent(false);
  }

  /** Keep nothing more, for example because the person signed out in another tab. */
  close() {
    this.#store?.destroy();
    this.#store = null;
  }

  async #discard() {
    sessionStorage.removeItem(this.#name);
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(this.#name);
      request.onsuccess = request.onerror = request.onblocked = resolve;
    });
  }
}
