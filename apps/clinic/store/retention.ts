import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { auditAs } from "./audit.ts";
import type { Actor } from "./audit.ts";
import { tablesInOrder } from "./backup/tables.ts";
import { rowsAbout } from "./patient-rows.ts";
import type { Schema } from "./schema.ts";

/** Licensed clinics in Massachusetts keep records for 20 years (105 CMR 140.302); others may have other rules. */
export const RETENTION_YEARS = 20;
const ADULT_YEARS = 18;

export interface DueRecord {
  readonly patientId: string;
  /** The last thing that was entered, or the end of the last visit. */
  readonly lastContactMs: number;
  /** Why it stays all the same; null when it may go. */
  readonly heldFor: string | null;
}

/**
 * Records that have been kept long enough: so many years since the last contact, and for who was a child then, since
 * their eighteenth birthday (our reading of the rules, on the safe side). Those on legal hold are among them, and say so.
 */
export async function dueRecords(
  db: Kysely<Schema>,
  { years, nowMs }: { readonly years: number; readonly nowMs: number },
): Promise<DueRecord[]> {
  const cutOffMs = yearsBefore(nowMs, years);
  // Most are told apart by these two; only for the rest is the whole record read.
  const { rows } = await sql<{ id: string; birth_date: string; reason: string | null }>`
    select p.id, p.birth_date::text as birth_date, h.reason
    from patient p
    left join legal_hold h on h.patient_id = p.id and h.lifted_at is null
    where p.merged_into is null and p.created_at <= ${new Date(cutOffMs)}::timestamptz
      and p.birth_date <= ${new Date(yearsBefore(nowMs, years + ADULT_YEARS))}::timestamptz
      and not exists (select from visit v
        where v.patient_id = p.id and upper(v.during) > ${new Date(cutOffMs)}::timestamptz)
    order by p.id`.execute(db);
  const due: DueRecord[] = [];
  for (const { id, reason } of rows) {
    const lastContactMs = latestOf(await rowsAbout(db, id));
    if (lastContactMs <= cutOffMs) due.push({ patientId: id, lastContactMs, heldFor: reason });
  }
  return due;
}

/** Days and instants of any column but those that say until when something lasts. */
function latestOf(rows: Map<string, readonly Readonly<Record<string, unknown>>[]>): number {
  let latest = -Infinity;
  for (const row of [...rows.values()].flat()) {
    for (const [column, value] of Object.entries(row)) {
      if (typeof value !== "string" || /^(?:expires_at|next_try_at|birth_date)$/.test(column)) continue;
      for (const [stamp] of value.matchAll(
        /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[+-]\d{2}(?::?\d{2})?|Z)/g,
      )) {
        const atMs = Date.parse(stamp.replace(" ", "T").replace(/([+-]\d{2})$/, "$1:00"));
        if (atMs > latest) latest = atMs;
      }
    }
  }
  return latest;
}

/**
 * Removes a record whole, those merged into it too: every row about the person but the lines of the audit, which say only
 * that somebody with this id was there and what was done. One transaction; the removal is the audit's last line of them.
 *
 * @returns Hashes of recordings that nothing refers to any more, whose bytes the caller removes; null when the record is on
 * legal hold or not there.
 */
export async function eraseRecord(
  db: Kysely<Schema>,
  { patientId, actor }: { readonly patientId: string; readonly actor: Actor },
): Promise<string[] | null> {
  return db.transaction().execute(async (transaction) => {
    const patient = await transaction
      .selectFrom("patient")
      .select("id")
      .where("id", "=", patientId)
      .forUpdate()
      .executeTakeFirst();
    const held = await activeHold(transaction, patientId);
    if (patient === undefined || held !== null) return null;
    const rows = await rowsAbout(transaction, patientId);
    const before = await referencedRecordings(transaction);
    await sql`select set_config('plumbline.retention', 'on', true)`.execute(transaction);
    for (const { name } of (await tablesInOrder(transaction)).toReversed()) {
      const ids = (rows.get(name) ?? []).map(({ id }) => id);
      if (ids.length === 0) continue;
      await sql`delete from ${sql.table(name)} where id in (${sql.join(ids)})`.execute(transaction);
    }
    await auditAs(transaction, actor, { action: "erase record", resource: `patient/${patientId}`, patientId });
    const after = new Set(await referencedRecordings(transaction));
    return before.filter((sha256) => !after.has(sha256));
  });
}

/** Hashes of all files that a record speaks of, in order. */
export async function referencedRecordings(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from recording
    union select file ->> 'sha256' from gait_walk, json_array_elements(gait_walk.files) as file
    union select file.value from orthotic_order, json_each_text(orthotic_order.files) as file where file.value is not null
    order by 1`.execute(db);
  return rows.map(({ sha256 }) => sha256);
}

export interface LegalHold {
  readonly reason: string;
  readonly by: string;
  readonly atMs: number;
}

/** The hold that keeps a record from being removed; null without one. */
export async function activeHold(db: Kysely<Schema>, patientId: string): Promise<LegalHold | null> {
  const row = await db
    .selectFrom("legal_hold")
    .selectAll()
    .where("patient_id", "=", patientId)
    .where("lifted_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? null : { reason: row.reason, by: row.set_by, atMs: row.set_at.getTime() };
}

/** Sets a hold, or lifts the one there is when there is no reason any more. Call within the transaction of its audit line. */
export async function setLegalHold(
  db: Kysely<Schema>,
  hold: { readonly patientId: string; readonly reason: string | null; readonly by: string; readonly nowMs: number },
): Promise<void> {
  const { patientId, reason, by, nowMs } = hold;
  if (reason === null) {
    await db
      .updateTable("legal_hold")
      .set({ lifted_by: by, lifted_at: new Date(nowMs) })
      .where("patient_id", "=", patientId)
      .where("lifted_at", "is", null)
      .execute();
    return;
  }
  await db
    .insertInto("legal_hold")
    .values({
      id: randomUUID(),
      patient_id: patientId,
      reason,
      set_by: by,
      set_at: new Date(nowMs),
      lifted_by: null,
      lifted_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function yearsBefore(nowMs: number, years: number): number {
  const date = new Date(nowMs);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return date.getTime();
}
