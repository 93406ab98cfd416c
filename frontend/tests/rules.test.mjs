import assert from "node:assert/strict";
import test from "node:test";
import { bytesOf, countWords, isUuid } from "../editor/rules.js";

test("words are counted as the server counts them", () => {
  assert.equal(countWords("Prairie Bend’s 61,840 residents, in four towns."), 7);
  assert.equal(countWords("¿Qué áreas? Spanish-speaking — 38% (a/b)"), 5);
  assert.equal(countWords("  \n "), 0);
});

test("bytes are bytes of UTF-8", () => {
  assert.equal(bytesOf("año"), 4);
});

test("a uid is written in lower case with hyphens", () => {
  assert.equal(isUuid("a75b3217-e916-415d-a0eb-c573fd5e4c14"), true);
  assert.equal(isUuid("A75B3217-E916-415D-A0EB-C573FD5E4C14"), false);
  assert.equal(isUuid(7), false);
});
