/** The binary frames of y-protocols: a type (0 sync, 1 awareness) and its message. */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as awarenessProtocol from "y-protocols/awareness";
import * as sync from "y-protocols/sync";

const SYNC = 0;
const AWARENESS = 1;

/** Ask for what this document lacks. */
export const question = (doc) => frame(SYNC, (encoder) => sync.writeSyncStep1(encoder, doc));

/** One change of this document. */
export const change = (update) => frame(SYNC, (encoder) => sync.writeUpdate(encoder, update));

/** Where these clients are. */
export function presence(awareness, clients) {
  const update = awarenessProtocol.encodeAwarenessUpdate(awareness, clients);
  return frame(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, update));
}

/**
 * Apply a frame that came in.
 *
 * @returns {{asked: Uint8Array | null, synced: boolean}} `asked`: the answer to the server's question, to be
 *   sent by who may write; `synced`: whether the frame brought all that this document lacked.
 */
export function receive(bytes, { doc, awareness, origin }) {
  const decoder = decoding.createDecoder(bytes);
  const type = decoding.readVarUint(decoder);
  if (type === AWARENESS) {
    awarenessProtocol.applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), origin);
    return { asked: null, synced: false };
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  const step = sync.readSyncMessage(decoder, encoder, doc, origin);
  return {
    asked: step === sync.messageYjsSyncStep1 ? encoding.toUint8Array(encoder) : null,
    synced: step === sync.messageYjsSyncStep2,
  };
}

function frame(type, write) {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
