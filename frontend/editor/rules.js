/** The rules of an answer, the same file that the server reads. Pure functions. */
import schema from "../../src/commonweal/answers/schema.json" with { type: "json" };

export const SCHEMA = schema;
export const LIMITS = schema.limits;

const ADDRESS = /^(?:https?:\/\/[^\s\\/?#]|mailto:[^\s]|\/(?![/\\]))[^\s\\]*$/i;
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const WORD = /[\p{L}\p{N}_]+(?:[’'\-.,/&][\p{L}\p{N}_]+)*/gu;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a link may lead there: the web, a mailbox, or a page of this site. */
export function isAddress(value) {
  return typeof value === "string" && value.length <= schema.marks.link.attrs.href.max && ADDRESS.test(value) && !value.match(CONTROL);
}

export const isUuid = (value) => typeof value === "string" && UUID.test(value);

export const countWords = (text) => text.match(WORD)?.length ?? 0;

export const withoutControls = (text) => text.replace(CONTROL, "");

export const bytesOf = (text) => new TextEncoder().encode(text).length;
