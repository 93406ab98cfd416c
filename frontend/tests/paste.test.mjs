import assert from "node:assert/strict";
import test from "node:test";
import { cleanAddress, cleanText, inert, refusalOf } from "../editor/paste.js";
import { LIMITS } from "../editor/rules.js";

test("an address loses its tracking parts and nothing else", () => {
  assert.equal(cleanAddress("https://example.org/a?utm_source=x&page=2&fbclid=1#b"), "https://example.org/a?page=2#b");
  assert.equal(cleanAddress("https://example.org/a?page=2"), "https://example.org/a?page=2");
});

test("an address comes out of Google's wrapper", () => {
  const wrapped = "https://www.google.com/url?q=https://example.org/plan?utm_medium%3Dmail&sa=D";
  assert.equal(cleanAddress(wrapped), "https://example.org/plan");
});

test("a link may lead to the web, a mailbox or a page of this site, and nowhere else", () => {
  const kept = ["/c/prairie-bend/", "mailto:rosa@example.org"];
  assert.deepEqual(kept.map(cleanAddress), kept);
  const refused = ["javascript:alert(1)", "//elsewhere.org/", "data:text/html,x", "/\\elsewhere.org", "", "java\nscript:x", null];
  assert.deepEqual(refused.map(cleanAddress), refused.map(() => null));
});

test("text loses control characters and invisible ones", () => {
  assert.equal(cleanText("a\u0000b\u00adc\u200bd\ufeff\n\te"), "abcd\n\te");
});

test("styles and handlers become data before the browser sees them", () => {
  const html = `<style>p{}</style><p style="color:red" onclick='x()' class=a>style = on top</p><img/onerror=x>`;
  assert.equal(inert(html), `<p data-style="color:red" data-onclick='x()' class=a>style = on top</p><img/data-onerror=x>`);
});

test("too much at once, and too much in all, are told apart", () => {
  assert.equal(refusalOf("a".repeat(LIMITS.paste_characters), 0), null);
  assert.equal(refusalOf("a".repeat(LIMITS.paste_characters + 1), 0), "paste");
  assert.equal(refusalOf("añ", LIMITS.text_bytes - 2), "answer");
});
