import { join } from "node:path";
import { problemText } from "@plumbline/clinical-model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readData } from "../../../scripts/generate-evidence.ts";
import { EVIDENCE_LEVELS, METRICS } from "./closed-lists.ts";
import { parseCsv } from "./csv.ts";
import { engineRatios, rawRatios } from "./likelihood-ratios.ts";
import { loadEvidence } from "./load-evidence.ts";
import type { Likelihood } from "./model.ts";
import { parseEvidence } from "./parse-evidence.ts";

/** The rows of all metrics stand among the first; with these alone a base is read in a moment. */
const FIRST_ROWS = 400;
const shipped = readData(join(import.meta.dirname, "../data")).files;
const files: Readonly<Record<string, string>> = {
  ...shipped,
  "likelihoods.csv": shipped["likelihoods.csv"]!.split("\n").slice(0, FIRST_ROWS).join("\n"),
};
const tables = Object.fromEntries(
  Object.keys(files)
    .filter((name) => name.endsWith(".csv"))
    .map((name) => [name, parseCsv(name, files[name]!)]),
);
const { parameters } = loadEvidence();

const share = fc.double({ min: 0, max: 1, noNaN: true });
const ratio = fc.double({ min: 1e-6, max: 1e6, noNaN: true, minExcluded: true });
const orNull = <Value>(figure: fc.Arbitrary<Value>) => fc.option(figure, { nil: null });

describe("a row with any figures a clinician may enter", () => {
  it("has finite ratios within its caps, one speaking for the condition and one against, or says what is wrong", () => {
    fc.assert(
      fc.property(
        fc.record({
          metric: fc.constantFrom(...METRICS),
          sensitivity: orNull(share),
          specificity: orNull(share),
          reportedLrPos: orNull(ratio),
          reportedLrNeg: orNull(ratio),
          oddsRatio: orNull(ratio),
          leakP: orNull(share),
        }),
        fc.record({
          level: fc.constantFrom(...EVIDENCE_LEVELS),
          mark: fc.constantFrom("seen" as const, "recalled" as const, "expert estimate" as const),
          definitional: fc.boolean(),
        }),
        (figures, trust) => {
          const raw = rawRatios(figures, parameters);
          if (raw === null) {
            expect(figures.metric).toBe("descriptive");
            return;
          }
          if ("column" in raw) {
            expect(tables["likelihoods.csv"]!.columns).toContain(raw.column);
            return;
          }
          expect(Number.isFinite(raw.pos) && Number.isFinite(raw.neg)).toBe(true);
          const engine = engineRatios(raw, trust, parameters);
          // Only reported ratios can contradict each other.
          if (engine === null) expect([figures.metric, raw.pos > 1]).toEqual(["LR", raw.neg > 1]);
          else expectSound(engine.pos, engine.neg, trust);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("a base whose figures were edited", () => {
  const likelihoods = tables["likelihoods.csv"]!;
  const edit = fc.record({ row: fc.nat(likelihoods.rows.length - 1), first: share, second: share, third: ratio });

  it("loads with every ratio sound, or tells each fault by file, line and column of a row that was edited", () => {
    fc.assert(
      fc.property(fc.uniqueArray(edit, { selector: ({ row }) => row, minLength: 40, maxLength: 80 }), (edits) => {
        const rows = likelihoods.rows.map((cells) => [...cells]);
        const set = (row: number, column: string, value: number): void => {
          const index = likelihoods.columns.indexOf(column);
          if (rows[row]![index] !== "") rows[row]![index] = String(value);
        };
        for (const { row, first, second, third } of edits) {
          set(row, "sensitivity", first);
          set(row, "specificity", second);
          set(row, "lr_pos", 1 + third);
          set(row, "lr_neg", first);
          set(row, "odds_ratio", third);
        }
        const result = parseEvidence({ ...files, "likelihoods.csv": written(likelihoods.columns, rows) }, "");
        if (!result.ok) {
          const lines = new Set(edits.map(({ row }) => likelihoods.lines[row]));
          for (const { path } of result.problems) expect(lines, path).toContain(Number(path.split(":")[1]));
          return;
        }
        for (const row of result.value.likelihoods) {
          if (row.engineLrPos !== null) expectSound(row.engineLrPos, row.engineLrNeg!, row);
        }
      }),
      { numRuns: 8 },
    );
  });

  it("never fails but by telling the cell, whatever is written into any one cell", () => {
    const cell = fc.constantFrom(...Object.keys(tables)).chain((file) =>
      fc.record({
        file: fc.constant(file),
        row: fc.nat(tables[file]!.rows.length - 1),
        column: fc.nat(tables[file]!.columns.length - 1),
        text: fc.oneof(
          fc.string(),
          fc.constantFrom("", "0", "1", "-1", "1e999", "NaN", "yes", "50%", "a;b", 'a "b", c'),
        ),
      }),
    );
    fc.assert(
      fc.property(cell, ({ file, row, column, text }) => {
        const table = tables[file]!;
        const rows = table.rows.map((cells, index) => (index === row ? cells.with(column, text) : cells));
        const result = parseEvidence({ ...files, [file]: written(table.columns, rows) }, "");
        for (const problem of result.ok ? result.value.notices : result.problems) {
          const [name, line, at] = problem.path.split(":") as [string, string, string];
          expect(tables[name]?.columns, problemText(problem)).toContain(at);
          expect(Number(line)).toBeGreaterThan(1);
        }
      }),
      { numRuns: 15 },
    );
  });
});

function expectSound(pos: number, neg: number, row: Pick<Likelihood, "level" | "definitional">): void {
  const cap = parameters.ratioCapByLevel[row.definitional ? "definitional" : row.level];
  for (const value of [pos, neg]) {
    // Three digits of 1 / 30 are a little less than that.
    expect(value).toBeGreaterThanOrEqual(0.99 / cap);
    expect(value).toBeLessThanOrEqual(cap);
  }
  expect((pos - 1) * (neg - 1)).toBeLessThanOrEqual(0);
}

/** As a spreadsheet would write it. */
function written(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [columns, ...rows].map((row) => row.map(quoted).join(",")).join("\n");
}
