import type { Result } from "@plumbline/clinical-model";
import { openRecording } from "@plumbline/plantar-pressure";
import type { PressureRecording } from "@plumbline/plantar-pressure";

/** So much is read before others get their turn: some milliseconds. */
const CHUNK_BYTES = 1_000_000;

/** Reads a recording piece by piece, so that a large one does not keep the rest of the clinic waiting. */
export async function readInTurns(bytes: Uint8Array, fileName: string): Promise<Result<PressureRecording>> {
  const sink = openRecording(fileName);
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    sink.write(bytes.subarray(start, start + CHUNK_BYTES));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return sink.end();
}
