import { notOk } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import { latin1Text, LineStream, PlainByteStream } from "@plumbline/signal-processing";
import { assembleSignals } from "./assemble-signals.ts";
import { problem } from "./motion-problems.ts";
import type { MotionFileOptions } from "./motion-file-options.ts";
import { MOTION_FORMATS } from "./motion-signal.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { feetLumbarReader } from "./readers/feet-lumbar.ts";
import { gaitDataReader } from "./readers/gait-data.ts";
import { headerLines, separatorOf, titlesOf } from "./readers/header-lines.ts";
import { mappedReader } from "./readers/mapped.ts";
import { MotionTable } from "./readers/motion-table.ts";
import { movellaDotReader } from "./readers/movella-dot.ts";
import { footViconReader, gaitmapReader, mobgapReader } from "./readers/open-project-csv.ts";
import type { MotionReader, TableLayout } from "./readers/table-layout.ts";

const READERS: readonly MotionReader[] = [
  mappedReader,
  gaitDataReader,
  feetLumbarReader,
  footViconReader,
  mobgapReader,
  gaitmapReader,
  movellaDotReader,
];

/** Every format says what it is within its first lines. */
const HEAD_BYTES = 16_384;

/** Takes a file piece by piece, so that a large one is read with little memory and its progress can be shown. */
export interface MotionSink {
  /** @param chunk - The next bytes of the file; the caller may reuse them afterwards. */
  readonly write: (chunk: Uint8Array) => void;
  /** Call once, behind the last chunk. One signal for each sensor in the file. */
  readonly end: () => Result<MotionSignal[]>;
}

/**
 * Begins to read a file of motion sensors that comes in chunks, already unpacked. The format is found from the content.
 *
 * @param fileName - Goes into the report as it is, and may tell where the sensor was worn; hand in a bare name, not a path.
 * @returns A sink: `write` every chunk in order, then `end` once for the signals, or what is wrong with the file: at which
 *   line, and what to do. Codes are in the README.
 * @example
 * const sink = openMotionFile("1-1_lf.txt");
 * for await (const chunk of createReadStream(path)) sink.write(chunk);
 * const result = sink.end();
 */
export function openMotionFile(fileName: string, options: MotionFileOptions = {}): MotionSink {
  return new LayoutFinder(fileName, options);
}

/** Reads a whole file that is in memory already: see {@link openMotionFile}. */
export function readMotionFile(
  bytes: Uint8Array,
  fileName: string,
  options: MotionFileOptions = {},
): Result<MotionSignal[]> {
  const sink = openMotionFile(fileName, options);
  sink.write(bytes);
  return sink.end();
}

/** Holds the first bytes back until they tell the layout, then passes everything on. */
class LayoutFinder implements MotionSink {
  readonly #fileName: string;
  readonly #options: MotionFileOptions;
  readonly #decoder = new PlainByteStream();
  #head = new Uint8Array(0);
  #found: { readonly layout: TableLayout; readonly table: MotionTable; readonly lines: LineStream } | null = null;
  #refusal: Result<never> | null = null;

  constructor(fileName: string, options: MotionFileOptions) {
    this.#fileName = fileName;
    this.#options = options;
  }

  write(chunk: Uint8Array): void {
    this.#pass(this.#decoder.decode(chunk));
  }

  end(): Result<MotionSignal[]> {
    this.#pass(this.#decoder.end());
    if (this.#found === null && this.#refusal === null) this.#begin();
    if (this.#found === null) return this.#refusal!;
    const { layout, table, lines } = this.#found;
    lines.end();
    const rows = table.end();
    return rows.ok ? assembleSignals(this.#fileName, layout, rows.value, this.#options) : rows;
  }

  #pass(plain: Uint8Array): void {
    if (this.#found !== null) return this.#found.lines.write(plain);
    if (this.#refusal !== null) return;
    const head = new Uint8Array(this.#head.length + plain.length);
    head.set(this.#head);
    head.set(plain, this.#head.length);
    this.#head = head;
    if (head.length >= HEAD_BYTES) this.#begin();
  }

  #begin(): void {
    const text = latin1Text(this.#head, 0, Math.min(HEAD_BYTES, this.#head.length));
    const layout = text.trim() === "" ? notOk(empty()) : findLayout(text, this.#options);
    if (!layout.ok) {
      this.#refusal = layout;
      return;
    }
    const table = new MotionTable(layout.value);
    const lines = new LineStream(table.take);
    this.#found = { layout: layout.value, table, lines };
    lines.write(this.#head);
    this.#head = new Uint8Array(0);
  }
}

function findLayout(head: string, options: MotionFileOptions): Result<TableLayout> {
  for (const reader of READERS) {
    const layout = reader.layoutOf(head, options);
    if (layout !== null) return layout;
  }
  return notOk(unknownFormat(head));
}

function empty() {
  return problem(
    "empty",
    null,
    "The file is empty.",
    "Export the recording again and check that the export ran to its end.",
  );
}

/** A table of one sensor has six columns and more; to tell more of it would hide what to do. */
const FEWEST_TITLES = 6;
const MOST_TITLES = 12;
const LONGEST_TITLE = 30;

function unknownFormat(head: string) {
  const line = headerLines(head)[0]!;
  const titles = titlesOf(line, separatorOf(line));
  const shown = titles.slice(0, MOST_TITLES).map((title) => title.slice(0, LONGEST_TITLE));
  const seen = titles.length >= FEWEST_TITLES ? ` Its first line is: ${shown.join(", ")}.` : "";
  return problem(
    "unknown-format",
    null,
    `This is not a recording of motion sensors that can be read.${seen}`,
    `Known: ${MOTION_FORMATS.join(", ")}. For another table of numbers, name its columns.`,
  );
}
