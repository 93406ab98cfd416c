import assert from "node:assert/strict";
import test from "node:test";
import { timeOfDay } from "../editor/locale.js";

const write = (instant, zone) => timeOfDay(zone)(new Date(instant));

test("a time of day is written as the server writes it", () => {
  assert.equal(write("2026-11-24T18:41:00Z", "America/Chicago"), "12:41 p.m.");
  assert.equal(write("2026-11-24T09:36:00Z", "America/Chicago"), "3:36 a.m.");
  assert.equal(write("2026-11-24T06:05:00Z", "America/Chicago"), "12:05 a.m.");
});
