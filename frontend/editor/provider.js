/**
 * One socket between a Y.Doc and the server. Text frames are control messages, binary frames y-protocols.
 *
 * "Saved" is only ever said when the server has stored every frame with changes that left on this connection
 * and nothing was written since. What is written while the connection is away stays in the document, and goes
 * out as the answer to the server's question when it is back.
 *
 * Events, each with its content in `detail`:
 *   hello {person, canWrite} · synced · status {kind, at, message} · access {canWrite, message} ·
 *   refused {code} · figures {changed} · words {n} · away {attempt}
 * Kinds of status: connecting, reading, saving, saved, waiting (the server cannot store just now), offline
 * (with unsent words), away (without), refused (not stored, the connection stays), taken (no longer a writer);
 * until a reload: stopped (with words that were not stored), closed (without).
 */
import { Awareness, removeAwarenessStates } from "y-protocols/awareness";
import { Acks } from "./acks.js";
import { waitBefore } from "./backoff.js";
import { change, presence, question, receive } from "./frames.js";

const UNANSWERED_MS = 15_000;
/** Close codes of the application that mean "try again", among those from 4400 that mean "stop". */
const CLOSED_AS_SLOW = 4408;

export class Provider extends EventTarget {
  #socket = null;
  #acks = new Acks();
  #attempt = 0;
  #timers = {};
  /** Whether the server's question was answered, so that single changes may follow. */
  #mayStream = false;
  #isUnsent = false;
  #isStopped = false;
  #savedAt = null;
  #problem = null;

  /**
   * @param {{url: string, doc: import("yjs").Doc, schemaVersion: number, frameBytes: number,
   *   sentences?: Record<number, string>}} options `sentences`: what a close code means, for the person
   */
  constructor({ url, doc, schemaVersion, frameBytes, sentences = {} }) {
    super();
    Object.assign(this, { url, doc, schemaVersion, frameBytes, sentences, canWrite: false });
    this.awareness = new Awareness(doc);
    this.awareness.setLocalState(null);
    doc.on("update", (update, origin) => origin === this || this.#sendChange(update));
    this.awareness.on("update", ({ added, updated, removed }, origin) => {
      if (origin === "local") this.#send(presence(this.awareness, [...added, ...updated, ...removed]));
    });
    window.addEventListener("online", () => this.#reconnectNow());
    window.addEventListener("offline", () => this.#drop());
    window.addEventListener("pagehide", () => this.awareness.setLocalState(null));
  }

  /** Whether some words are not known to be stored. */
  get hasUnsaved() {
    return this.#isUnsent || this.#acks.isWaiting;
  }

  connect() {
    if (this.#isStopped || this.#socket) return;
    const socket = new WebSocket(this.url);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello", schema: this.schemaVersion, client: this.doc.clientID }));
    socket.onmessage = ({ data }) => (typeof data === "string" ? this.#control(JSON.parse(data)) : this.#binary(data));
    socket.onclose = ({ code }) => this.#closed(code);
    this.#socket = socket;
  }

  /** Take no more changes and close for good. `message` says why, to the person. */
  stop(message) {
    this.#isStopped = true;
    this.#problem = { kind: this.hasUnsaved ? "stopped" : "closed", message };
    Object.values(this.#timers).forEach(clearTimeout);
    this.#drop();
    this.#tell("access", { canWrite: false });
    this.#report();
  }

  /**
   * Let go of the socket at once: a dead one would answer its closing only after a minute, and nothing that
   * still arrives may be taken in.
   */
  #drop() {
    const socket = this.#socket;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.#closed();
  }

  #control(message) {
    switch (message.type) {
      case "hello":
        return this.#greeted(message);
      case "saved":
        return this.#stored(message);
      case "waiting":
        this.#problem = { kind: "waiting", message: message.message };
        return this.#report();
      case "refused":
        return this.#refused(message);
      case "access":
        return this.#accessChanged(message);
      case "reload":
        return this.stop(message.message);
      case "figures":
        return this.#tell("figures", { changed: message.changed });
    }
  }

  #greeted({ person, can_write: canWrite }) {
    this.#attempt = 0;
    this.#problem = null;
    this.canWrite = canWrite;
    this.#tell("hello", { person, canWrite });
    this.#send(question(this.doc));
    if (canWrite) this.awareness.setLocalState({ ...this.awareness.getLocalState(), user: person });
    this.#report();
  }

  #binary(data) {
    const { asked, synced } = receive(new Uint8Array(data), { doc: this.doc, awareness: this.awareness, origin: this });
    if (asked && this.canWrite) {
      this.#mayStream = true;
      this.#isUnsent = false;
      this.#sendCounted(asked);
    }
    if (synced) this.#tell("synced");
    this.#report();
  }

  #sendChange(update) {
    if (this.#mayStream) this.#sendCounted(change(update));
    else if (this.canWrite) this.#isUnsent = true;
    this.#report();
  }

  #sendCounted(frame) {
    if (frame.length > this.frameBytes) {
      this.#isUnsent = true;
      return this.#refused({ code: "size", fatal: true, message: "" });
    }
    this.#acks.sent();
    this.#send(frame);
    this.#expectAnswer();
  }

  /** A connection that is dead without knowing it is noticed by its silence, and begun again. */
  #expectAnswer() {
    this.#timers.unanswered ??= setTimeout(() => this.#drop(), UNANSWERED_MS);
  }

  #stopExpecting() {
    clearTimeout(this.#timers.unanswered);
    delete this.#timers.unanswered;
  }

  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  #stored({ n, at, words }) {
    this.#acks.stored(n);
    this.#stopExpecting();
    if (this.#acks.isWaiting) this.#expectAnswer();
    if (this.#problem?.kind === "waiting") this.#problem = null;
    this.#savedAt = at ?? this.#savedAt;
    if (Number.isInteger(words) && !this.hasUnsaved) this.#tell("words", { n: words });
    this.#report();
  }

  #refused({ code, fatal, message }) {
    if (code === "slow") return;
    if (fatal) {
      this.#tell("refused", { code });
      return this.stop(message);
    }
    this.#problem = { kind: "refused", message };
    this.#report();
  }

  /** A new writer's unsent words must go out whole, so the conversation begins again. */
  #accessChanged({ can_write: canWrite, message }) {
    this.canWrite = canWrite;
    this.#tell("access", { canWrite, message });
    if (canWrite) return this.#drop();
    this.#mayStream = false;
    this.awareness.setLocalState(null);
    this.#problem = { kind: "taken", message };
    this.#report();
  }

  /** `code` is undefined when we let go of the socket ourselves. */
  #closed(code) {
    this.#socket = null;
    this.#isUnsent ||= this.#acks.isWaiting;
    this.#acks = new Acks();
    this.#mayStream = false;
    this.#stopExpecting();
    this.#forgetOthers();
    if (code >= 4400 && code < 4500 && code !== CLOSED_AS_SLOW) return this.#isStopped || this.#closedForGood(code);
    if (this.#isStopped) return;
    this.#problem = { kind: this.#isUnsent ? "offline" : "away" };
    this.#report();
    this.#timers.retry = setTimeout(() => this.connect(), waitBefore(this.#attempt++));
    this.#tell("away", { attempt: this.#attempt });
  }

  #closedForGood(code) {
    this.#tell("refused", { code });
    this.stop(this.sentences[code] ?? "");
  }

  /** Their clocks are forgotten too: on return the server tells of them again with the clock they had. */
  #forgetOthers() {
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    others.forEach((client) => this.awareness.meta.delete(client));
  }

  #reconnectNow() {
    clearTimeout(this.#timers.retry);
    this.#attempt = 0;
    this.connect();
  }

  #report() {
    const detail = this.#status();
    if (JSON.stringify(detail) === this.lastStatus) return;
    this.lastStatus = JSON.stringify(detail);
    this.#tell("status", detail);
  }

  #status() {
    const at = this.#savedAt;
    if (this.#problem?.kind === "away" && this.#isUnsent) return { kind: "offline", at };
    if (this.#problem) return { ...this.#problem, at };
    if (this.hasUnsaved || (this.canWrite && !this.#mayStream)) return { kind: "saving", at };
    if (this.#socket?.readyState !== WebSocket.OPEN) return { kind: "connecting", at };
    return { kind: this.canWrite ? "saved" : "reading", at };
  }

  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
