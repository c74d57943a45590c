import { randomUUID } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import { inTransaction } from "./in-transaction.ts";
import type { Schema } from "./schema.ts";

/** A file of a walk; its bytes are in the recording store under `sha256`. */
export interface WalkFile {
  readonly sha256: string;
  readonly fileName: string;
}

/** What a person says about a walk. Kept as JSON. */
interface Told {
  /** What staff told about the files: placement, units, height. */
  readonly told: unknown;
  /** What a clinician put right on the events; null while they are as found. */
  readonly correction: unknown;
}

/** The same with what came out under it: the report of `@plumbline/imu-gait`, as JSON. */
interface Reading extends Told {
  readonly report: unknown;
}

/** A walk recorded by motion sensors, with its newest reading. */
export interface WalkRow extends Reading {
  readonly id: string;
  readonly patientId: string;
  /** Each once; usually one for each sensor. */
  readonly files: readonly WalkFile[];
  readonly uploadedBy: string;
  readonly uploadedAtMs: number;
  /** null while it counts. */
  readonly withdrawnAtMs: number | null;
  readonly withdrawnBy: string | null;
}

/** One of the readings of a walk, without its report. */
export interface WalkReading extends Told {
  readonly id: string;
  readonly by: string;
  readonly atMs: number;
}

/** Files a walk together with its first reading. */
export async function addWalk(
  db: Kysely<Schema>,
  walk: Reading & {
    readonly patientId: string;
    readonly files: readonly WalkFile[];
    readonly by: string;
    readonly nowMs: number;
  },
): Promise<{ readonly id: string }> {
  const id = randomUUID();
  await inTransaction(db, async (transaction) => {
    await transaction
      .insertInto("gait_walk")
      .values({
        id,
        patient_id: walk.patientId,
        files: JSON.stringify(walk.files),
        uploaded_by: walk.by,
        uploaded_at: new Date(walk.nowMs),
        withdrawn_at: null,
        withdrawn_by: null,
      })
      .execute();
    await addReading(transaction, { ...walk, walkId: id });
  });
  return { id };
}

/** Adds a reading beside the earlier ones; the newest counts. */
export async function addReading(
  db: Kysely<Schema>,
  reading: Reading & { readonly walkId: string; readonly by: string; readonly nowMs: number },
): Promise<void> {
  await db
    .insertInto("gait_reading")
    .values({
      id: randomUUID(),
      walk_id: reading.walkId,
      told: JSON.stringify(reading.told),
      correction: JSON.stringify(reading.correction),
      report: JSON.stringify(reading.report),
      read_by: reading.by,
      read_at: new Date(reading.nowMs),
    })
    .execute();
}

/** Newest first, withdrawn ones too. */
export async function walksOf(db: Kysely<Schema>, patientId: string): Promise<WalkRow[]> {
  const rows = await withNewestReading(db)
    .where("gait_walk.patient_id", "=", patientId)
    .orderBy("gait_walk.seq", "desc")
    .execute();
  return rows.map(walkOf);
}

export async function findWalk(db: Kysely<Schema>, id: string): Promise<WalkRow | null> {
  const row = await withNewestReading(db).where("gait_walk.id", "=", id).executeTakeFirst();
  return row === undefined ? null : walkOf(row);
}

/** Newest first. */
export async function readingsOf(db: Kysely<Schema>, walkId: string): Promise<WalkReading[]> {
  const rows = await db
    .selectFrom("gait_reading")
    .select(["id", "told", "correction", "read_by", "read_at"])
    .where("walk_id", "=", walkId)
    .orderBy("seq", "desc")
    .execute();
  return rows.map(({ id, told, correction, read_by, read_at }) => ({
    id,
    told,
    correction,
    by: read_by,
    atMs: read_at.getTime(),
  }));
}

/** Withdraws a walk: it stays, and no longer counts. */
export async function withdrawWalk(
  db: Kysely<Schema>,
  options: { readonly id: string; readonly by: string; readonly nowMs: number },
): Promise<void> {
  await db
    .updateTable("gait_walk")
    .set({ withdrawn_at: new Date(options.nowMs), withdrawn_by: options.by })
    .where("id", "=", options.id)
    .where("withdrawn_at", "is", null)
    .execute();
}

/** Takes a withdrawal back. */
export async function restoreWalk(db: Kysely<Schema>, id: string): Promise<void> {
  await db.updateTable("gait_walk").set({ withdrawn_at: null, withdrawn_by: null }).where("id", "=", id).execute();
}

function withNewestReading(db: Kysely<Schema>) {
  return db
    .selectFrom("gait_walk")
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom("gait_reading")
          .select(["told", "correction", "report"])
          .whereRef("gait_reading.walk_id", "=", "gait_walk.id")
          .orderBy("gait_reading.seq", "desc")
          .limit(1)
          .as("newest"),
      (join) => join.onTrue(),
    )
    .selectAll("gait_walk")
    .select(["newest.told", "newest.correction", "newest.report"]);
}

function walkOf(row: Selectable<Schema["gait_walk"]> & Reading): WalkRow {
  return {
    id: row.id,
    patientId: row.patient_id,
    files: row.files,
    told: row.told,
    correction: row.correction,
    report: row.report,
    uploadedBy: row.uploaded_by,
    uploadedAtMs: row.uploaded_at.getTime(),
    withdrawnAtMs: row.withdrawn_at?.getTime() ?? null,
    withdrawnBy: row.withdrawn_by,
  };
}
