import { notOk } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import { latin1Text, PlainByteStream } from "@plumbline/signal-processing";
import { emedReader } from "./readers/emed.ts";
import { footscanReader, footscanTextReader } from "./readers/footscan.ts";
import { moticonReader } from "./readers/moticon.ts";
import { pedarReader } from "./readers/pedar.ts";
import { plianceReader } from "./readers/pliance.ts";
import { stapponeReader } from "./readers/stappone.ts";
import { tekscanReader } from "./readers/tekscan.ts";
import { xsensorReader } from "./readers/xsensor.ts";
import type { RecordingReader, RecordingSink } from "./recording-reader.ts";
import type { PressureRecording } from "./recording.ts";

const READERS: readonly RecordingReader[] = [
  emedReader,
  pedarReader,
  plianceReader,
  tekscanReader,
  footscanReader,
  footscanTextReader,
  xsensorReader,
  stapponeReader,
  moticonReader,
];

/** Every format says what it is within its first lines. */
const HEAD_BYTES = 4096;

/**
 * Begins to read a plantar-pressure file that comes in chunks. The format is found from the content, so a renamed file is
 * read all the same.
 *
 * @param fileName - Goes into the report as it is; hand in a bare name, not a path.
 * @returns A sink: `write` every chunk in order, then `end` once for the recording, or what is wrong with the file: at
 *   which line, and what to do. Codes are in the README.
 * @example
 * const sink = openRecording("emed_test.lst");
 * for await (const chunk of createReadStream(path)) sink.write(chunk);
 * const result = sink.end();
 */
export function openRecording(fileName: string): RecordingSink {
  return new FormatFinder(fileName);
}

/** Reads a whole file that is in memory already: see {@link openRecording}. */
export function readRecording(bytes: Uint8Array, fileName: string): Result<PressureRecording> {
  const sink = openRecording(fileName);
  sink.write(bytes);
  return sink.end();
}

/** Holds the first bytes back until they tell the format, then passes everything on. */
class FormatFinder implements RecordingSink {
  readonly #fileName: string;
  readonly #decoder = new PlainByteStream();
  #head = new Uint8Array(0);
  #sink: RecordingSink | null = null;
  #isUnknown = false;

  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  write(chunk: Uint8Array): void {
    this.#pass(this.#decoder.decode(chunk));
  }

  end(): Result<PressureRecording> {
    this.#pass(this.#decoder.end());
    if (this.#sink === null && !this.#isUnknown) this.#begin();
    if (this.#sink !== null) return this.#sink.end();
    return isBlank(this.#head) ? empty() : unknownFormat();
  }

  #pass(plain: Uint8Array): void {
    if (this.#sink !== null) return this.#sink.write(plain);
    if (this.#isUnknown) return;
    const head = new Uint8Array(this.#head.length + plain.length);
    head.set(this.#head);
    head.set(plain, this.#head.length);
    this.#head = head;
    if (head.length >= HEAD_BYTES) this.#begin();
  }

  #begin(): void {
    const text = latin1Text(this.#head, 0, Math.min(HEAD_BYTES, this.#head.length));
    const reader = READERS.find((candidate) => candidate.canRead(text));
    if (reader === undefined) {
      this.#isUnknown = true;
      return;
    }
    this.#sink = reader.open(this.#fileName);
    this.#sink.write(this.#head);
    this.#head = new Uint8Array(0);
  }
}

function isBlank(head: Uint8Array): boolean {
  return head.length < HEAD_BYTES && head.every((byte) => byte <= 0x20);
}

function empty(): Result<never> {
  return notOk({
    code: "recording/empty",
    path: "",
    message: "The file is empty.",
    hint: "Export the recording again and check that the export ran to its end.",
  });
}

function unknownFormat(): Result<never> {
  return notOk({
    code: "recording/unknown-format",
    path: "",
    message: "This is not a pressure recording that can be read.",
    hint: `Export it as text from the maker's program. Known: ${READERS.map(({ format }) => format).join(", ")}.`,
  });
}
