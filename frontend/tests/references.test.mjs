import assert from "node:assert/strict";
import test from "node:test";
import { numbersOf } from "../editor/references.js";

const PLACES = {
  item: "P.1",
  kinds: { figure: { before: 1, own: 2 }, table: { before: 1, own: 1 } },
  figures: [
    ...["a", "b", "c", "d"].map((uid, index) => ({ uid, kind: "figure", item: "P.1", place: index + 1 })),
    { uid: "e", kind: "figure", item: "P.2", place: 1 },
    ...["t1", "t2", "t3"].map((uid, index) => ({ uid, kind: "table", item: "P.1", place: index + 1 })),
  ],
};
const told = (figure, table) => [...numbersOf(PLACES, { figure, table })].map(([uid, { kind, number }]) => [uid, `${kind} ${number}`]);
const numbers = (...figure) =>
  Object.fromEntries(told(figure, ["t2"]).filter(([, said]) => said.startsWith("figure ")).map(([uid, said]) => [uid, said.slice(7)]));

test("as the server says while nothing moved", () => {
  assert.deepEqual(numbers("b", "c"), { a: "P.1-1", b: "P.1-2", c: "P.1-3", d: "P.1-4", e: "P.2-1" });
});

test("figures that change places here change numbers at once", () => {
  assert.deepEqual(numbers("c", "b"), { a: "P.1-1", c: "P.1-2", b: "P.1-3", d: "P.1-4", e: "P.2-1" });
});

test("one more or one less here moves those after it in the item, not in other items", () => {
  assert.deepEqual(numbers("b", "new", "c"), { a: "P.1-1", b: "P.1-2", new: "P.1-3", c: "P.1-4", d: "P.1-5", e: "P.2-1" });
  assert.deepEqual(numbers("c"), { a: "P.1-1", c: "P.1-2", d: "P.1-3", e: "P.2-1" });
});

test("a figure that stands twice has its first number", () => {
  assert.deepEqual(numbers("b", "c", "b"), { a: "P.1-1", b: "P.1-2", c: "P.1-3", d: "P.1-4", e: "P.2-1" });
});

test("tables are counted for themselves", () => {
  const tables = told([], ["new", "t2"]).filter(([, said]) => said.startsWith("table "));
  assert.deepEqual(Object.fromEntries(tables), { t1: "table P.1-1", new: "table P.1-2", t2: "table P.1-3", t3: "table P.1-4" });
});
