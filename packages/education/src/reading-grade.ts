/**
 * Years of US schooling a text asks of its reader: Flesch-Kincaid grade, 0.39 × words per sentence + 11.8 × syllables
 * per word − 15.59. Meant for whole passages; a single short sentence can come out below 0.
 *
 * Syllables are counted by vowel groups with the usual English exceptions, so a word may be off by one; over a passage
 * this evens out.
 *
 * @param text - Plain text. Markdown marks should be taken out first (see `plainText`).
 * @returns The grade, or 0 for a text without words.
 * @see Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Research Branch Report 8-75, Naval Technical Training, 1975.
 */
export function readingGrade(text: string): number {
  const words = text.match(/[A-Za-z]+(?:['’][A-Za-z]+)?/g) ?? [];
  if (words.length === 0) return 0;
  const sentences = Math.max(1, text.split(/[.!?:]+(?:\s|$)|\n{2,}/).filter((part) => /[A-Za-z]/.test(part)).length);
  const syllables = words.reduce((sum, word) => sum + syllableCount(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

/** Syllables of one English word, by groups of vowels; at least 1. */
export function syllableCount(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, "");
  if (letters.length <= 3) return 1;
  const sounded = letters
    .replace(/(?:[^laeiouy]es|[^aeiouytd]ed|[^l]e)$/, (ending) => ending[0] ?? "")
    .replace(/^y/, "");
  return Math.max(1, (sounded.match(/[aeiouy]{1,2}/g) ?? []).length);
}
