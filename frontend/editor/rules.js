/** The rules of an answer, the same file that the server reads. Pure functions. */
import schema from "../../src/commonweal/answers/schema.json" with { type: "json" };

export const SCHEMA = schema;
export const LIMITS = schema.limits;

const ADDRESS = /^(?:https?:\/\/[^\s\\/?#]|mailto:[^\s]|\/(?![/\\]))[^\s\\]*$/i;
const NAME = /^[a-z][a-z0-9_-]*$/;
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const WORD = /[\p{L}\p{N}_]+(?:[’'\-.,/&][\p{L}\p{N}_]+)*/gu;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a link may lead there: the web, a mailbox, or a page of this site. */
export function isAddress(value) {
  return typeof value === "string" && value.length <= schema.marks.link.attrs.href.max && ADDRESS.test(value) && !value.match(CONTROL);
}

/** Whether it is an identifier of a framework, such as the kind of a key factor. */
export const isName = (value) => typeof value === "string" && NAME.test(value) && value.length <= schema.marks.keyFactor.attrs.kind.max;

export const isUuid = (value) => typeof value === "string" && UUID.test(value);

export const countWords = (text) => text.match(WORD)?.length ?? 0;

export const withoutControls = (text) => text.replace(CONTROL, "");

export const bytesOf = (text) => new TextEncoder().encode(text).length;

/** A uid as the server makes them; `crypto.randomUUID` is missing where a site is reached without TLS. */
export function newUid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
