import { CITATION } from "./article.ts";

/** Words by which a text calls on research. */
const RESEARCH = /\b(?:stud(?:y|ies)|trials?|research(?:ers)?|guidelines?|surveys?)\b/i;
/** "1 in 10", "two out of three", "half of", "14 percent", "3 %", "twice as". */
const FIGURE =
  /\b(?:\d+|one|two|three|four|five|six|seven|eight|nine) (?:in|of|out of) (?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b|\d ?(?:%|percent)|\bhalf of\b|\b(?:twice|times) as\b/i;

/**
 * The paragraphs and list items of a Markdown text that state a rate or call on research and cite nothing.
 *
 * It reads words, not meaning: it cannot tell whether the source says what the sentence says.
 */
export function unsourcedClaims(markdown: string): string[] {
  return markdown
    .split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )/)
    .map((block) => block.trim())
    .filter((block) => (RESEARCH.test(block) || FIGURE.test(block)) && block.search(CITATION) === -1);
}
