import { randomUUID } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import type { Side } from "@plumbline/clinical-model";
import type { Schema } from "./schema.ts";

/** What is known of an uploaded recording; its bytes are in the recording store under `sha256`. */
export interface RecordingRow {
  readonly id: string;
  readonly patientId: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly format: string;
  readonly side: Side | null;
  /** The report of `@plumbline/plantar-pressure`, as JSON; with the newest correction, when there is one. */
  readonly report: unknown;
  readonly uploadedBy: string;
  readonly uploadedAtMs: number;
  /** null while it counts. */
  readonly withdrawnAtMs: number | null;
  readonly withdrawnBy: string | null;
}

export async function addRecording(
  db: Kysely<Schema>,
  recording: Omit<RecordingRow, "id" | "uploadedAtMs" | "withdrawnAtMs" | "withdrawnBy"> & { readonly nowMs: number },
): Promise<{ readonly id: string }> {
  const id = randomUUID();
  await db
    .insertInto("recording")
    .values({
      id,
      patient_id: recording.patientId,
      sha256: recording.sha256,
      file_name: recording.fileName,
      format: recording.format,
      side: recording.side,
      report: JSON.stringify(recording.report),
      uploaded_by: recording.uploadedBy,
      uploaded_at: new Date(recording.nowMs),
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute();
  return { id };
}

/** Newest first, withdrawn ones too. */
export async function recordingsOf(db: Kysely<Schema>, patientId: string): Promise<RecordingRow[]> {
  const rows = await withCorrections(db)
    .where("recording.patient_id", "=", patientId)
    .orderBy("recording.seq", "desc")
    .execute();
  return rows.map(recordingOf);
}

export async function findRecording(db: Kysely<Schema>, id: string): Promise<RecordingRow | null> {
  const row = await withCorrections(db).where("recording.id", "=", id).executeTakeFirst();
  return row === undefined ? null : recordingOf(row);
}

/** Withdraws a recording: it stays, and no longer counts. */
export async function removeRecording(
  db: Kysely<Schema>,
  options: { readonly id: string; readonly by: string; readonly nowMs: number },
): Promise<void> {
  await db
    .updateTable("recording")
    .set({ withdrawn_at: new Date(options.nowMs), withdrawn_by: options.by })
    .where("id", "=", options.id)
    .where("withdrawn_at", "is", null)
    .execute();
}

/** Takes a withdrawal back. */
export async function restoreRecording(db: Kysely<Schema>, id: string): Promise<void> {
  await db.updateTable("recording").set({ withdrawn_at: null, withdrawn_by: null }).where("id", "=", id).execute();
}

/** What a clinician put right on the regions of a recording; null brought the automatic ones back. */
export interface RecordingCorrection {
  readonly correction: unknown;
  readonly by: string;
  readonly atMs: number;
}

/** Adds a correction beside the earlier ones, with the report measured under it; the newest counts. */
export async function correctRecording(
  db: Kysely<Schema>,
  options: {
    readonly recordingId: string;
    readonly correction: unknown;
    readonly report: unknown;
    readonly by: string;
    readonly nowMs: number;
  },
): Promise<void> {
  await db
    .insertInto("recording_correction")
    .values({
      id: randomUUID(),
      recording_id: options.recordingId,
      correction: JSON.stringify(options.correction),
      report: JSON.stringify(options.report),
      corrected_by: options.by,
      corrected_at: new Date(options.nowMs),
    })
    .execute();
}

/** Newest first. */
export async function correctionsOf(db: Kysely<Schema>, recordingId: string): Promise<RecordingCorrection[]> {
  const rows = await db
    .selectFrom("recording_correction")
    .select(["correction", "corrected_by", "corrected_at"])
    .where("recording_id", "=", recordingId)
    .orderBy("seq", "desc")
    .execute();
  return rows.map((row) => ({
    correction: row.correction,
    by: row.corrected_by,
    atMs: row.corrected_at.getTime(),
  }));
}

function withCorrections(db: Kysely<Schema>) {
  return db
    .selectFrom("recording")
    .selectAll("recording")
    .select((of) =>
      of
        .selectFrom("recording_correction")
        .select("recording_correction.report")
        .whereRef("recording_correction.recording_id", "=", "recording.id")
        .orderBy("recording_correction.seq", "desc")
        .limit(1)
        .as("corrected_report"),
    );
}

function recordingOf(row: Selectable<Schema["recording"]> & { readonly corrected_report: unknown }): RecordingRow {
  return {
    id: row.id,
    patientId: row.patient_id,
    sha256: row.sha256,
    fileName: row.file_name,
    format: row.format,
    side: row.side,
    report: row.corrected_report ?? row.report,
    uploadedBy: row.uploaded_by,
    uploadedAtMs: row.uploaded_at.getTime(),
    withdrawnAtMs: row.withdrawn_at?.getTime() ?? null,
    withdrawnBy: row.withdrawn_by,
  };
}
