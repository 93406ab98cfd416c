import assert from "node:assert/strict";
import test, { afterEach, beforeEach } from "node:test";
import { Doc, XmlElement } from "yjs";
import { Provider } from "../editor/provider.js";

/** Stands for the browser's socket: what the page sends is kept, what the server says is handed in. */
class Socket {
  static OPEN = 1;
  static last = null;
  readyState = 1;
  sent = [];
  constructor() {
    Socket.last = this;
  }
  send(frame) {
    this.sent.push(frame);
  }
  close(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  say(message) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  /** The server's question: a sync frame of step 1 with an empty state vector. */
  ask() {
    this.onmessage({ data: new Uint8Array([0, 0, 1, 0]).buffer });
  }
  get changes() {
    return this.sent.filter((frame) => typeof frame !== "string" && frame[0] === 0 && frame[1] !== 0).length;
  }
}

let doc;
let provider;
let statuses;

beforeEach(() => {
  globalThis.window = new EventTarget();
  globalThis.WebSocket = Socket;
  doc = new Doc();
  provider = new Provider({ url: "ws://test/", doc, schemaVersion: 1, frameBytes: 1000 });
  statuses = [];
  provider.addEventListener("status", ({ detail }) => statuses.push(detail.kind));
});

afterEach(() => {
  provider.stop("");
  doc.destroy();
});

const write = () => doc.getXmlFragment("default").push([new XmlElement("paragraph")]);

function open({ canWrite = true } = {}) {
  provider.connect();
  Socket.last.onopen();
  Socket.last.say({ type: "hello", can_write: canWrite, person: { uid: "m" } });
  Socket.last.ask();
  return Socket.last;
}

test("saved is said only when every frame is stored", () => {
  const socket = open();
  socket.say({ type: "saved", n: 1, at: "2026-11-24T15:00:00Z", words: 0 });
  assert.equal(statuses.at(-1), "saved");
  write();
  write();
  socket.say({ type: "saved", n: 2, at: "2026-11-24T15:00:01Z", words: 0 });
  assert.equal(statuses.at(-1), "saving");
  socket.say({ type: "saved", n: 3, at: "2026-11-24T15:00:02Z", words: 0 });
  assert.equal(statuses.at(-1), "saved");
});

test("words written while away go out with the answer to the server's question", () => {
  const first = open();
  first.say({ type: "saved", n: 1 });
  first.close();
  assert.equal(statuses.at(-1), "away");
  write();
  assert.equal(statuses.at(-1), "offline");
  window.dispatchEvent(new Event("online"));
  const second = open();
  assert.equal(second.changes, 1);
  assert.equal(statuses.at(-1), "saving");
  second.say({ type: "saved", n: 1 });
  assert.equal(statuses.at(-1), "saved");
});

test("a frame that was on its way when the connection broke is not called saved", () => {
  const socket = open();
  socket.say({ type: "saved", n: 1 });
  write();
  socket.close();
  assert.equal(statuses.at(-1), "offline");
});

test("a reader's page answers no question and sends no change", () => {
  const socket = open({ canWrite: false });
  write();
  assert.equal(socket.changes, 0);
});

test("a refusal for good stops writing and keeps the sentence", () => {
  const socket = open();
  write();
  const said = [];
  provider.addEventListener("status", ({ detail }) => said.push(detail));
  socket.say({ type: "refused", code: "schema", fatal: true, message: "Not stored." });
  assert.deepEqual(said.at(-1), { kind: "stopped", message: "Not stored.", at: null });
  assert.equal(socket.readyState, 3);
});

test("an old page stops before it takes anything in", () => {
  provider.connect();
  Socket.last.say({ type: "reload", message: "Reload." });
  Socket.last.say({ type: "hello", can_write: true, person: { uid: "m" } });
  assert.equal(statuses.at(-1), "closed");
  assert.equal(Socket.last.readyState, 3);
});

test("a change too large for one frame never leaves", () => {
  const socket = open();
  const refused = [];
  provider.addEventListener("refused", ({ detail }) => refused.push(detail.code));
  const element = new XmlElement("paragraph");
  element.setAttribute("uid", "x".repeat(2000));
  doc.getXmlFragment("default").push([element]);
  assert.deepEqual(refused, ["size"]);
  assert.equal(statuses.at(-1), "stopped");
  assert.equal(socket.changes, 1);
});

test("who is no longer a writer is told why, and sends nothing more", () => {
  const socket = open();
  socket.say({ type: "saved", n: 1 });
  socket.say({ type: "access", can_write: false, message: "Your role changed." });
  write();
  assert.equal(statuses.at(-1), "taken");
  assert.equal(socket.changes, 1);
});

test("a connection that never answers is let go of and begun again", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const socket = open();
  t.mock.timers.tick(15_000);
  assert.equal(socket.readyState, 3);
  assert.equal(statuses.at(-1), "offline");
  t.mock.timers.tick(500);
  assert.notEqual(Socket.last, socket);
});
