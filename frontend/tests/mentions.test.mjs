import assert from "node:assert/strict";
import test from "node:test";
import { fitting } from "../editor/mentions.js";

const NAMES = ["Marisol Ortega-Lund", "Rosa Delgado", "Priya Venkat", "Tom Lindqvist"];

test("any word of a name may be begun, in any case", () => {
  assert.deepEqual(fitting(NAMES, "o"), ["Marisol Ortega-Lund"]);
  assert.deepEqual(fitting(NAMES, "ROSA d"), ["Rosa Delgado"]);
  assert.deepEqual(fitting(NAMES, "osa"), []);
});

test("an empty beginning offers the first six, a whole name nothing", () => {
  assert.equal(fitting([...NAMES, ...NAMES], "").length, 6);
  assert.deepEqual(fitting(NAMES, "rosa delgado"), []);
});
