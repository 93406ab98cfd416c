import assert from "node:assert/strict";
import test from "node:test";
import { getSchema } from "@tiptap/core";
import { SCHEMA } from "../editor/rules.js";
import { extensions } from "../editor/schema.js";

const schema = getSchema(extensions());
const attributesOf = (type) => Object.keys(type.spec.attrs ?? {}).sort();

test("the editor knows exactly the nodes and marks of the schema", () => {
  assert.deepEqual(Object.keys(schema.nodes).sort(), Object.keys(SCHEMA.nodes).sort());
  assert.deepEqual(Object.keys(schema.marks).sort(), Object.keys(SCHEMA.marks).sort());
});

test("each node and mark has exactly the attributes of the schema, with the same defaults", () => {
  for (const [name, rule] of [...Object.entries(SCHEMA.nodes), ...Object.entries(SCHEMA.marks)]) {
    const type = schema.nodes[name] ?? schema.marks[name];
    assert.deepEqual(attributesOf(type), Object.keys(rule.attrs ?? {}).sort(), name);
    for (const [attribute, { default: standard }] of Object.entries(rule.attrs ?? {})) {
      assert.equal(type.spec.attrs[attribute].default ?? undefined, standard, `${attribute} of ${name}`);
    }
  }
});

test("each node takes the content of the schema", () => {
  for (const [name, { content }] of Object.entries(SCHEMA.nodes)) {
    const plain = (text) => (text ?? "").replace(/\s/g, "");
    assert.equal(plain(schema.nodes[name].spec.content), plain(content), name);
  }
});
