const MOST_SHOWN = 5;

/** Numbers for a sentence, the first few of many: `"12, 13, 40"`, `"1, 2, 3, 4, 5 and 90 more"`. */
export function numberList(numbers: readonly number[]): string {
  const shown = numbers.slice(0, MOST_SHOWN).join(", ");
  return numbers.length <= MOST_SHOWN ? shown : `${shown} and ${numbers.length - MOST_SHOWN} more`;
}
