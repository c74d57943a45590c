import { data } from "react-router";
import type { PressureRecording } from "@plumbline/plantar-pressure";
import type { OpenRecord } from "./open-record.ts";
import { readInTurns } from "./recording-file.ts";

export type RecordingRow = Awaited<ReturnType<typeof recordingOf>>;

/** @throws a 404 page when this patient has no such recording. */
export async function recordingOf({ clinic, patient }: OpenRecord, id: string) {
  const row = await clinic.store.findRecording(clinic.db, id);
  if (row === null || row.patientId !== patient.id) {
    throw data("This recording is not in this patient's record.", { status: 404 });
  }
  return row;
}

/** null when the file is gone or can no longer be read. */
export async function storedRecording(
  { clinic }: OpenRecord,
  row: Pick<RecordingRow, "sha256" | "fileName">,
): Promise<PressureRecording | null> {
  const bytes = await clinic.recordings.get(row.sha256);
  if (bytes === null) return null;
  const read = await readInTurns(bytes, row.fileName);
  return read.ok ? read.value : null;
}
