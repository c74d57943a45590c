import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import type { LineHandler } from "@plumbline/signal-processing";
import { problem, warning } from "../motion-problems.ts";
import type { QualityNote } from "../quality-note.ts";
import { RowStore } from "./row-store.ts";
import { scanRow, SPACE } from "./scan-row.ts";
import type { TableLayout } from "./table-layout.ts";

/** The wanted numbers of a file, one row a line. */
export interface MotionRows {
  readonly store: RowStore;
  /** For each column of the file its place in a row of the store, or −1. */
  readonly slots: Int16Array;
  readonly notes: readonly QualityNote[];
}

/** After so many problems the rest only repeats. */
const MOST_PROBLEMS = 20;

/** Takes the lines of a file whose layout is known. */
export class MotionTable {
  readonly #layout: TableLayout;
  readonly #slots: Int16Array;
  readonly #row: Float64Array;
  readonly #store: RowStore;
  readonly #problems: Problem[] = [];
  readonly #notes: QualityNote[] = [];
  #line = 0;

  constructor(layout: TableLayout) {
    this.#layout = layout;
    const wanted = wantedColumns(layout);
    this.#slots = new Int16Array(layout.titles.length).fill(-1);
    wanted.forEach((column, slot) => (this.#slots[column] = slot));
    this.#row = new Float64Array(wanted.length);
    this.#store = new RowStore(wanted.length);
  }

  readonly take: LineHandler = (bytes, start, end, isOpen) => {
    this.#line++;
    if (this.#line <= this.#layout.headerLines || this.#problems.length >= MOST_PROBLEMS) return;
    if (isBlank(bytes, start, end)) return;
    if (isOpen) {
      this.#notes.push(
        warning(
          "truncated",
          `line ${this.#line}`,
          "The last line does not end, so it may be cut off; it is left out.",
          "Export or copy the recording again if its end matters.",
        ),
      );
      return;
    }
    const cells = scanRow(bytes, start, end, this.#layout.separator, this.#slots, this.#row);
    if (cells < 0) {
      const title = this.#layout.titles[-1 - cells]!;
      this.#problems.push(
        problem(
          "not-a-number",
          this.#line,
          `The column ${title} holds something that is no number.`,
          "Export the recording again, without editing it.",
        ),
      );
    } else if (
      cells !== this.#slots.length &&
      !(cells === this.#slots.length + 1 && endsEmpty(bytes, end, this.#layout.separator))
    ) {
      this.#problems.push(
        problem(
          "row-length",
          this.#line,
          `The line has ${cells} values where ${this.#slots.length} belong.`,
          "Export the recording again; its columns cannot be told apart as it is.",
        ),
      );
    } else this.#store.add(this.#row, this.#line);
  };

  end(): Result<MotionRows> {
    if (this.#problems.length > 0) return notOk(...this.#problems);
    if (this.#store.rows < 2) {
      return notOk(
        problem(
          "no-samples",
          this.#line,
          "The file holds no samples behind its header.",
          "Export the recording itself, and check that the export ran to its end.",
        ),
      );
    }
    return ok({ store: this.#store, slots: this.#slots, notes: this.#notes });
  }
}

function wantedColumns({ sensors, clock }: TableLayout): readonly number[] {
  const columns = sensors.flatMap(({ acceleration, angularRate, verticalRate }) => [
    ...acceleration,
    ...angularRate,
    ...(verticalRate === null ? [] : [verticalRate]),
  ]);
  const time = clock?.kind === "count" ? (clock.timeColumn ?? null) : null;
  return [...new Set([...(clock === null ? [] : [clock.column]), ...(time === null ? [] : [time]), ...columns])];
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > SPACE) return false;
  return true;
}

/** A separator behind the last value is no value. */
function endsEmpty(bytes: Uint8Array, end: number, separator: number): boolean {
  let last = end;
  while (bytes[last - 1]! <= SPACE && bytes[last - 1] !== separator) last--;
  return bytes[last - 1] === separator;
}
