import type { Result } from "@plumbline/clinical-model";
import type { PressureRecording, RecordingFormat } from "./recording.ts";

/** Knows one kind of file. A new kind is a new file in `readers/` and a line in `open-recording.ts`. */
export interface RecordingReader {
  readonly format: RecordingFormat;
  /**
   * Whether these bytes look like this kind of file, judged by the content, never by the name.
   *
   * @param head - The first few kilobytes as Latin-1 text, without a byte-order mark.
   */
  readonly canRead: (head: string) => boolean;
  /** Begins to read one file. */
  readonly open: (fileName: string) => RecordingSink;
}

/** Takes a file piece by piece, so that a large one is read with little memory and its progress can be shown. */
export interface RecordingSink {
  /** @param chunk - The next bytes of the file, one byte a character; the caller may reuse them afterwards. */
  readonly write: (chunk: Uint8Array) => void;
  /** Call once, behind the last chunk. */
  readonly end: () => Result<PressureRecording>;
}
