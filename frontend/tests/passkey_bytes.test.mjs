import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, encodedAnswer, toBytes, toText } from "../app/passkey_bytes.js";

test("bytes survive the way to text and back, also those that base 64 writes with signs", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
  assert.deepEqual(toBytes(toText(bytes)), bytes);
  assert.match(toText(bytes), /^[\w-]+$/);
});

test("options keep what is no bytes", () => {
  const told = { challenge: "AQI", rpId: "localhost", excludeCredentials: [{ type: "public-key", id: "_-8" }] };
  const options = decoded(told);
  assert.deepEqual([...options.challenge], [1, 2]);
  assert.equal(options.rpId, "localhost");
  assert.deepEqual([...options.excludeCredentials[0].id], [255, 239]);
});

test("an answer holds what the credential has and nothing else", () => {
  const buffer = Uint8Array.from([1]).buffer;
  const answer = encodedAnswer({ id: "AQ", rawId: buffer, type: "public-key", response: { clientDataJSON: buffer, userHandle: null } });
  assert.deepEqual(answer, { id: "AQ", rawId: "AQ", type: "public-key", response: { clientDataJSON: "AQ" } });
});
