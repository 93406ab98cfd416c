/**
 * What is kept on this device: one database an answer and person, and a note of those with unsent words.
 * Signing out removes all of it; signing in removes what other people left behind.
 */
const PREFIX = "commonweal/";
const WAIT_MS = 1500;
const SIGN_OUT = "commonweal-sign-out";

export const databaseName = (person, answer) => `${PREFIX}${person}/${answer}`;

/** Remember, or forget, that this answer has words that the server does not have yet. */
export function noteUnsent(person, answer, isUnsent) {
  try {
    if (isUnsent) localStorage.setItem(databaseName(person, answer), "unsent");
    else localStorage.removeItem(databaseName(person, answer));
  } catch {
    // A browser that keeps nothing has nothing to note.
  }
}

/** Tell the other tabs to stop writing to their copies, before these are removed. */
export const announceSignOut = () => new BroadcastChannel(SIGN_OUT).postMessage("out");

/** Call `react` when another tab signs out. */
export function onSignOut(react) {
  new BroadcastChannel(SIGN_OUT).onmessage = react;
}

/** How many answers on this device have words that the server does not have. */
export function countUnsent() {
  return keptKeys().length;
}

/** Remove the copies of everybody but `person`; of everybody when there is none. Never takes longer than WAIT_MS. */
export async function forgetCopies({ except: person = null } = {}) {
  const isForgotten = (name) => name.startsWith(PREFIX) && !(person && name.startsWith(`${PREFIX}${person}/`));
  keptKeys().filter(isForgotten).forEach((key) => localStorage.removeItem(key));
  const databases = (await window.indexedDB?.databases?.().catch(() => [])) ?? [];
  const removals = databases.map(({ name }) => name).filter(isForgotten).map(remove);
  await Promise.race([Promise.all(removals), new Promise((resolve) => setTimeout(resolve, WAIT_MS))]);
}

function keptKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function remove(name) {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = resolve;
  });
}
