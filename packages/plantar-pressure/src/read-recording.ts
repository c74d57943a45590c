import { notOk } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import { latin1Text, plainBytes } from "./plain-bytes.ts";
import { emedReader } from "./readers/emed.ts";
import type { RecordingReader } from "./recording-reader.ts";
import type { PressureRecording } from "./recording.ts";

const READERS: readonly RecordingReader[] = [emedReader];

/** Every format says what it is within its first lines. */
const HEAD_BYTES = 4096;

/**
 * Reads a plantar-pressure file. The format is found from the content, so a renamed file is read all the same.
 *
 * @param bytes - The whole file, as it lies on the disk.
 * @param fileName - Goes into the report as it is; hand in a bare name, not a path.
 * @returns The recording, or what is wrong with the file: at which line, and what to do. Codes are in the README.
 */
export function readRecording(bytes: Uint8Array, fileName: string): Result<PressureRecording> {
  const plain = plainBytes(bytes);
  const head = latin1Text(plain, 0, Math.min(HEAD_BYTES, plain.length));
  if (head.trim() === "" && plain.length <= HEAD_BYTES) {
    return notOk({
      code: "recording/empty",
      path: "",
      message: "The file is empty.",
      hint: "Export the recording again and check that the export ran to its end.",
    });
  }
  const reader = READERS.find((candidate) => candidate.canRead(head));
  if (reader === undefined) {
    return notOk({
      code: "recording/unknown-format",
      path: "",
      message: "This is not a pressure recording that can be read.",
      hint: `Export it as text from the maker's program. Known: ${READERS.map(({ format }) => format).join(", ")}.`,
    });
  }
  return reader.read(plain, fileName);
}
