/** A bar that a result must reach. */
export interface Bar {
  /** What is measured: "mid rule, mean F". */
  readonly what: string;
  readonly value: number;
  readonly bar: number;
  /** Whether the value must be at least, or at most, the bar. */
  readonly must: "at least" | "at most";
  /** After the number: " cm", " ms"; empty for a share. */
  readonly unit: string;
}

/** What was found on one set of recordings: one chapter of `docs/validation-gait.md`. */
export interface Section {
  readonly title: string;
  /** What the recordings are, who made them, under which license. */
  readonly about: string;
  readonly bars: readonly Bar[];
  /** Markdown: tables and what was tuned on what. */
  readonly details: string;
}

export function isMet({ value, bar, must }: Bar): boolean {
  return must === "at least" ? value >= bar : value <= bar;
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
