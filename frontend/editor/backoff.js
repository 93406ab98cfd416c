/** How long to wait before the next attempt to connect: doubling, with full jitter, so that a room does not return at once. */
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * @param {number} attempt 0 for the first
 * @param {() => number} random in [0, 1)
 * @returns {number} milliseconds, never under a quarter of a second
 */
export function waitBefore(attempt, random = Math.random) {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.max(250, Math.round(ceiling * random()));
}
