/** The bytes of passkeys between JSON, where they are text in base 64 for addresses, and the browser's buffers. */

/** The options for `navigator.credentials`, from what the server told. */
export function decoded(options) {
  const made = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) made.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) {
    made.excludeCredentials = options.excludeCredentials.map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return made;
}

/** What the browser's credential says, as JSON for the server. */
export function encodedAnswer({ id, rawId, type, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const present = parts.filter((part) => response[part]).map((part) => [part, toText(response[part])]);
  return { id, rawId: toText(rawId), type, response: Object.fromEntries(present) };
}

export function toBytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

export function toText(buffer) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
