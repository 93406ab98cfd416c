/** Counts the frames with changes of one connection: what was sent, and what the server says it has stored. */
export class Acks {
  #sent = 0;
  #stored = 0;

  /** A frame with changes left. */
  sent() {
    this.#sent += 1;
  }

  /** The server has stored this many of them. An older or impossible count changes nothing. */
  stored(n) {
    if (Number.isInteger(n) && n > this.#stored && n <= this.#sent) this.#stored = n;
  }

  /** Whether something that left is not known to be stored. */
  get isWaiting() {
    return this.#stored < this.#sent;
  }
}
