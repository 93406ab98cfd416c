import assert from "node:assert/strict";
import test from "node:test";
import { getSchema } from "@tiptap/core";
import { Slice } from "@tiptap/pm/model";
import { factorsOf, renewed } from "../editor/key_factors.js";
import { isName, isUuid, newUid } from "../editor/rules.js";
import { extensions } from "../editor/schema.js";

const schema = getSchema(extensions());
const [HERE, SEEN, FOREIGN] = [1, 2, 3].map((n) => `${n}b1f1a1e-6f0e-4f0e-9d57-0d9f0d4c2a11`);
const mark = (uid, kind = "challenge") => schema.mark("keyFactor", { uid, kind });
const doc = (...texts) => schema.node("doc", null, [schema.node("paragraph", null, texts)]);

test("the factors of a text are known by kind, and what they say is part of what is compared", () => {
  const text = doc(schema.text("Jobs ", [mark(HERE)]), schema.text("leave", [mark(HERE), schema.mark("bold")]), schema.text("."));
  assert.deepEqual([...factorsOf(text).kinds], [[HERE, "challenge"]]);
  assert.notEqual(factorsOf(text).said, factorsOf(doc(schema.text("Jobs", [mark(HERE)]))).said);
});

test("one label stands behind each stretch", () => {
  const text = doc(schema.text("Jobs ", [mark(HERE)]), schema.text("leave", [mark(HERE), schema.mark("bold")]), schema.text("."));
  assert.deepEqual(factorsOf(text).ends, [{ position: 11, kind: "challenge" }]);
});

test("pasted marks: none for what is here, the same for what was cut here, a new one for what comes from elsewhere", () => {
  const texts = [HERE, SEEN, FOREIGN].map((uid) => schema.text(`of ${uid[0]} `, [mark(uid)]));
  const pasted = renewed(new Slice(doc(...texts, schema.text("more", [mark(FOREIGN)])).content, 1, 1), new Map([[HERE, "challenge"]]), new Set([HERE, SEEN]));
  const uids = pasted.content.firstChild.children.map((node) => node.marks[0]?.attrs.uid);
  assert.deepEqual(uids.slice(0, 2), [undefined, SEEN]);
  assert.ok(isUuid(uids[2]) && uids[2] !== FOREIGN);
  assert.equal(uids.length, 3); // two stretches of one factor stay one
  assert.equal(pasted.content.textBetween(0, pasted.content.size), "of 1 of 2 of 3 more");
});

test("a new uid is one the server takes, and a kind is a name", () => {
  assert.ok(isUuid(newUid()) && newUid() !== newUid());
  assert.deepEqual(["resident_group", 'x" y', "", "X", "x".repeat(41)].map(isName), [true, false, false, false, false]);
});
