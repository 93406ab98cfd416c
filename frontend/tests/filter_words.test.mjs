import assert from "node:assert/strict";
import { test } from "node:test";

import { entriesWith, plain } from "../app/filter_words.js";

const entry = (value, textContent, group) => ({ option: { value, textContent }, group });
const ZONES = [
  entry("America/Chicago", "Central (Chicago)", "United States"),
  entry("America/Denver", "Mountain (Denver)", "United States"),
  entry("America/Argentina/Salta", "Argentina, Salta", "The Americas"),
  entry("America/Sao_Paulo", "Sao Paulo", "The Americas"),
  entry("America/Bahia_Banderas", "Bahía Banderas", "Las Américas"),
];
const found = (typed) => entriesWith(typed, ZONES).map(({ option }) => option.value);

test("nothing typed keeps all", () => {
  assert.equal(found("  ").length, ZONES.length);
});

test("each word begins a word of the name, the zone or the group", () => {
  assert.deepEqual(found("chic"), ["America/Chicago"]);
  assert.deepEqual(found("CENTRAL"), ["America/Chicago"]);
  assert.deepEqual(found("united moun"), ["America/Denver"]);
  assert.deepEqual(found("salta"), ["America/Argentina/Salta"]);
  assert.deepEqual(found("hicago"), []);
});

test("accents and separators make no difference", () => {
  assert.deepEqual(found("são_paulo"), ["America/Sao_Paulo"]);
  assert.deepEqual(found("bahia américas"), ["America/Bahia_Banderas"]);
  assert.equal(plain("Bahía_Banderas (México)").trim(), "bahia banderas mexico");
});
