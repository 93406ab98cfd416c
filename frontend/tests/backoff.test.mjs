import assert from "node:assert/strict";
import test from "node:test";
import { waitBefore } from "../editor/backoff.js";

test("the longest wait doubles and stops at half a minute", () => {
  const longest = [0, 1, 2, 3, 10, 1000].map((attempt) => waitBefore(attempt, () => 1));
  assert.deepEqual(longest, [500, 1000, 2000, 4000, 30_000, 30_000]);
});

test("chance spreads the returns, but nobody hammers", () => {
  assert.equal(waitBefore(3, () => 0.5), 2000);
  assert.equal(waitBefore(9, () => 0), 250);
});
