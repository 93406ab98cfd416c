import assert from "node:assert/strict";
import test from "node:test";
import { Acks } from "../editor/acks.js";

function after(...steps) {
  const acks = new Acks();
  for (const step of steps) step === "sent" ? acks.sent() : acks.stored(step);
  return acks;
}

test("nothing sent, nothing to wait for", () => {
  assert.equal(after().isWaiting, false);
});

test("a frame that left is waited for until the server counts it", () => {
  assert.equal(after("sent").isWaiting, true);
  assert.equal(after("sent", 1).isWaiting, false);
});

test("a count of earlier frames does not vouch for a later one", () => {
  assert.equal(after("sent", "sent", 1).isWaiting, true);
  assert.equal(after("sent", "sent", 2, 1).isWaiting, false);
});

test("a count above what was sent, or no number, says nothing", () => {
  assert.equal(after("sent", 5).isWaiting, true);
  assert.equal(after("sent", undefined).isWaiting, true);
});
