import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { auditAs } from "./audit.ts";
import type { Actor } from "./audit.ts";
import { queueMail } from "./mails.ts";
import type { MailDraft } from "./mails.ts";
import type { Schema } from "./schema.ts";

/** The address of a patient's own pages, as long as it is good. */
export interface PatientLink {
  readonly id: string;
  readonly patientId: string;
  readonly expiresAtMs: number;
  /** Until then no birth date is looked at; null when one may be tried. */
  readonly lockedUntilMs: number | null;
}

const DAY_MS = 24 * 3_600_000;
/** Half a year: a course of care and its follow-up (a guess). */
const VALID_MS = 183 * DAY_MS;
/** One that ends sooner than this is not sent again; a new one is made. */
const LEFT_TO_SEND_MS = 30 * DAY_MS;
/** A birth date has few values for who knows the person: five tries, then an hour's pause (our choice). */
const MOST_WRONG_DATES = 5;
const LOCK_MS = 3_600_000;

/**
 * Sends a patient the link to their own pages, and makes one when there is none that lasts. Link, letter and audit line
 * are written together or not at all.
 *
 * @param options.tokenOf - Makes the token from the link's id, so that a later letter can carry the same link.
 * @param options.letter - The letter for this token; it must say nothing of health.
 * @param options.key - A letter with a key that was used before is not sent again.
 */
export async function sendPatientLink(
  db: Kysely<Schema>,
  options: {
    readonly patientId: string;
    readonly tokenOf: (linkId: string) => string;
    readonly hashOf: (token: string) => string;
    readonly letter: (token: string) => MailDraft;
    readonly key: string;
    readonly actor: Actor;
    readonly nowMs: number;
  },
): Promise<void> {
  const { patientId, tokenOf, actor, nowMs } = options;
  await db.transaction().execute(async (transaction) => {
    const known = await transaction
      .selectFrom("patient_link")
      .select("id")
      .where("patient_id", "=", patientId)
      .where("withdrawn_at", "is", null)
      .where("expires_at", ">", new Date(nowMs + LEFT_TO_SEND_MS))
      .orderBy("expires_at", "desc")
      .limit(1)
      .executeTakeFirst();
    const id = known?.id ?? randomUUID();
    const token = tokenOf(id);
    if (known === undefined) {
      await transaction
        .insertInto("patient_link")
        .values({
          id,
          patient_id: patientId,
          token_hash: options.hashOf(token),
          created_by: actor.name,
          created_at: new Date(nowMs),
          expires_at: new Date(nowMs + VALID_MS),
          withdrawn_at: null,
          locked_until: null,
        })
        .execute();
    }
    await queueMail(transaction, { ...options.letter(token), key: options.key, visitId: null });
    await audited(transaction, { action: "send link to own pages", linkId: id, patientId, actor });
  });
}

/** Null when there is no such link, it is withdrawn, or its time is over: the caller never learns which. */
export async function findPatientLink(
  db: Kysely<Schema>,
  tokenHash: string,
  nowMs: number,
): Promise<PatientLink | null> {
  const row = await db
    .selectFrom("patient_link")
    .selectAll()
    .where("token_hash", "=", tokenHash)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", new Date(nowMs))
    .executeTakeFirst();
  if (row === undefined) return null;
  const lockedUntilMs = row.locked_until?.getTime() ?? 0;
  return {
    id: row.id,
    patientId: row.patient_id,
    expiresAtMs: row.expires_at.getTime(),
    lockedUntilMs: lockedUntilMs > nowMs ? lockedUntilMs : null,
  };
}

/**
 * Whether this is the birth date of the person the link was sent to. After five wrong ones in a row none is looked at
 * for an hour, from whatever device: the count is the link's.
 */
export async function tryBirthDate(
  db: Kysely<Schema>,
  options: { readonly link: PatientLink; readonly birthDate: string; readonly actor: Actor; readonly nowMs: number },
): Promise<"right" | "wrong" | "locked"> {
  const { link, birthDate, actor, nowMs } = options;
  return db.transaction().execute(async (transaction) => {
    // Locked first, so that many tries at once are counted one after the other.
    const row = await transaction
      .selectFrom("patient_link")
      .innerJoin("patient", "patient.id", "patient_link.patient_id")
      .select(["wrong_dates", "locked_until", sql<string>`patient.birth_date::text`.as("birth_date")])
      .where("patient_link.id", "=", link.id)
      .forUpdate("patient_link")
      .executeTakeFirstOrThrow();
    if (row.locked_until !== null && row.locked_until.getTime() > nowMs) return "locked";
    const isRight = row.birth_date === birthDate;
    const wrongDates = isRight ? 0 : row.wrong_dates + 1;
    const isLocked = wrongDates >= MOST_WRONG_DATES;
    await transaction
      .updateTable("patient_link")
      .set({
        wrong_dates: isLocked ? 0 : wrongDates,
        locked_until: isLocked ? new Date(nowMs + LOCK_MS) : null,
      })
      .where("id", "=", link.id)
      .execute();
    await audited(transaction, {
      action: "open own pages",
      linkId: link.id,
      patientId: link.patientId,
      actor,
      outcome: isRight ? "ok" : "refused",
    });
    return isRight ? "right" : isLocked ? "locked" : "wrong";
  });
}

/** Makes every link of a patient worth nothing, for a lost phone or an address that was not theirs. */
export async function withdrawPatientLinks(
  db: Kysely<Schema>,
  options: { readonly patientId: string; readonly actor: Actor; readonly nowMs: number },
): Promise<number> {
  const { patientId, actor, nowMs } = options;
  return db.transaction().execute(async (transaction) => {
    const withdrawn = await transaction
      .updateTable("patient_link")
      .set({ withdrawn_at: new Date(nowMs) })
      .where("patient_id", "=", patientId)
      .where("withdrawn_at", "is", null)
      .returning("id")
      .execute();
    for (const { id } of withdrawn) {
      await audited(transaction, { action: "withdraw link to own pages", linkId: id, patientId, actor });
    }
    return withdrawn.length;
  });
}

/** How many links of a patient open their pages now. */
export async function countPatientLinks(db: Kysely<Schema>, patientId: string, nowMs: number): Promise<number> {
  const { count } = await db
    .selectFrom("patient_link")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("patient_id", "=", patientId)
    .where("withdrawn_at", "is", null)
    .where("expires_at", ">", new Date(nowMs))
    .executeTakeFirstOrThrow();
  return count;
}

async function audited(
  transaction: Kysely<Schema>,
  entry: {
    readonly action: string;
    readonly linkId: string;
    readonly patientId: string;
    readonly actor: Actor;
    readonly outcome?: "ok" | "refused";
  },
): Promise<void> {
  await auditAs(transaction, entry.actor, {
    action: entry.action,
    resource: `patient-link:${entry.linkId}`,
    patientId: entry.patientId,
    outcome: entry.outcome ?? "ok",
  });
}
