import assert from "node:assert/strict";
import test from "node:test";
import { colourOf, peopleOf } from "../editor/presence.js";

const rosa = { uid: "r", name: "Rosa", colour: "p7" };
const marisol = { uid: "m", name: "Marisol", colour: "p1" };

test("a person with two pages open is one person; who said nothing of themselves is nobody", () => {
  const states = new Map([[1, { user: rosa }], [2, { user: marisol }], [3, { user: rosa }], [4, {}]]);
  assert.deepEqual(peopleOf(states), [marisol, rosa]);
});

test("a colour is one of eight classes, whatever is said", () => {
  assert.equal(colourOf(rosa), "p7");
  assert.equal(colourOf({ colour: "x onclick" }), "p6");
  assert.equal(colourOf(undefined), "p6");
});
