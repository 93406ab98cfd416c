/** Which entries of a list have the words that were typed. */

/** In small letters, without accents; the separators in the names of zones count as blanks. */
export const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_/,()-]+/g, " ");

/**
 * The entries `{ option, group }` in which each typed word begins a word: of the text, of the value or of the group.
 * Nothing typed keeps all of them.
 */
export function entriesWith(typed, entries) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return entries.filter(({ option, group }) => {
    const text = ` ${plain(`${option.textContent} ${option.value} ${group}`)}`;
    return words.every((word) => text.includes(` ${word}`));
  });
}
