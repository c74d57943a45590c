import type { Result } from "@plumbline/clinical-model";
import type { PressureRecording, RecordingFormat } from "./recording.ts";

/** Knows one kind of file. A new kind is a new file in `readers/` and a line in `read-recording.ts`. */
export interface RecordingReader {
  readonly format: RecordingFormat;
  /**
   * Whether these bytes look like this kind of file, judged by the content, never by the name.
   *
   * @param head - The first few kilobytes as Latin-1 text, without a byte-order mark.
   */
  readonly canRead: (head: string) => boolean;
  /** @param bytes - One byte a character, without a byte-order mark. */
  readonly read: (bytes: Uint8Array, fileName: string) => Result<PressureRecording>;
}
