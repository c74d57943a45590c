import { DIRECTION_ANSWERS } from "@plumbline/clinical-model";
import type { Direction } from "@plumbline/clinical-model";
import { wilson } from "./statistics.ts";
import type { Interval } from "./statistics.ts";
import type { Count, DirectionTable } from "./tally.ts";

/** A table of Markdown. The first column is text, the others are numbers. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, nth) => (nth === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}

function intervalText({ low, high }: Interval, digits = 1): string {
  return `${(100 * low).toFixed(digits)}–${(100 * high).toFixed(digits)} %`;
}

/** Cells of a rate: `["65.0 %", "43.3–81.9 %", "13/20"]`. */
export function rate({ hits, count }: Count): readonly [string, string, string] {
  if (count === 0) return ["–", "–", "0/0"];
  return [percent(hits / count), intervalText(wilson(hits, count)), `${hits}/${count}`];
}

const WORDS: Readonly<Record<(typeof DIRECTION_ANSWERS)[number], string>> = {
  "foot-drives-back": "foot drives back",
  "spine-drives-foot": "spine drives foot",
  both: "both",
  local: "local",
  none: "none",
  "cannot-tell": "cannot tell",
};

/** Truth down, answer across, cases of each at the end. */
export function confusionTable(counts: DirectionTable): string {
  const rows = Object.entries(counts).map(([truth, row]) => {
    const cells = DIRECTION_ANSWERS.map((answer) => row[answer]);
    const total = cells.reduce((sum, cell) => sum + cell, 0);
    return [WORDS[truth as Direction], ...cells.map(String), String(total)];
  });
  return table(["truth \\ answer", ...DIRECTION_ANSWERS.map((answer) => WORDS[answer]), "n"], rows);
}

export interface DirectionRates {
  /** Of all; "cannot tell" is wrong. */
  readonly accuracy: Count;
  readonly answered: Count;
  readonly accuracyAnswered: Count;
  /** Always the most common direction of these cases. */
  readonly baseline: Count;
}

export function directionRates(counts: DirectionTable): DirectionRates {
  let right = 0;
  let all = 0;
  let answered = 0;
  let commonest = 0;
  for (const [truth, row] of Object.entries(counts)) {
    const total = DIRECTION_ANSWERS.reduce((sum, answer) => sum + row[answer], 0);
    right += row[truth as Direction];
    all += total;
    answered += total - row["cannot-tell"];
    commonest = Math.max(commonest, total);
  }
  return {
    accuracy: { hits: right, count: all },
    answered: { hits: answered, count: all },
    accuracyAnswered: { hits: right, count: answered },
    baseline: { hits: commonest, count: all },
  };
}
