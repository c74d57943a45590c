import type { Kysely } from "kysely";
import { sql } from "kysely";
import { auditAs } from "./audit.ts";
import type { Actor } from "./audit.ts";
import { findPatient } from "./patients.ts";
import type { Patient } from "./patients.ts";
import type { Schema } from "./schema.ts";

const DAY_MS = 24 * 3_600_000;
/** Four weeks after a plan was given, and every four weeks, six times: a guess, near the review times of the plans. */
export const ASK_EVERY_MS = 28 * DAY_MS;
const MOST_ASKED = 6;
/** Who has answered within this time is not asked. */
const ANSWERED_WITHIN_MS = 14 * DAY_MS;

/** A person whom it is time to ask how they are. */
export interface DueQuestions {
  readonly patient: Patient;
  /** Names the letter, so that it goes out once, whoever looks and how often. */
  readonly key: string;
}

/**
 * Who has a plan, an address and nothing against it, and has not answered the questions lately: a treatment whose outcome
 * nobody asks for cannot be stopped when it does nothing.
 *
 * @param letterKey - As `key` becomes the key of the letter.
 */
export async function dueQuestions(
  db: Kysely<Schema>,
  { nowMs, letterKey }: { readonly nowMs: number; readonly letterKey: (patientId: string, key: string) => string },
): Promise<DueQuestions[]> {
  const { rows } = await sql<{ id: string; given_at: Date }>`
    select p.id, g.given_at
    from patient p
    join lateral (
      select given_at from given_plan where patient_id = p.id order by version desc limit 1
    ) g on true
    where p.merged_into is null and p.email is not null and p.wants_questions
      and g.given_at <= ${new Date(nowMs - ASK_EVERY_MS)}::timestamptz
      and g.given_at > ${new Date(nowMs - (MOST_ASKED + 1) * ASK_EVERY_MS)}::timestamptz
      and not exists (select from outcome_answer o
        where o.patient_id = p.id and o.entered_at > ${new Date(nowMs - ANSWERED_WITHIN_MS)}::timestamptz)
    order by p.id`.execute(db);
  const due: DueQuestions[] = [];
  for (const { id, given_at } of rows) {
    const time = Math.floor((nowMs - given_at.getTime()) / ASK_EVERY_MS);
    const key = `questions:${given_at.getTime()}:${time}`;
    const sent = await db.selectFrom("mail").select("id").where("key", "=", letterKey(id, key)).executeTakeFirst();
    const patient = sent === undefined ? await findPatient(db, id) : null;
    if (patient !== null) due.push({ patient, key });
  }
  return due;
}

/** Whether a person wants to be asked by letter how they are. */
export async function wantsQuestions(db: Kysely<Schema>, patientId: string): Promise<boolean> {
  const row = await db.selectFrom("patient").select("wants_questions").where("id", "=", patientId).executeTakeFirst();
  return row?.wants_questions === true;
}

export async function setWantsQuestions(
  db: Kysely<Schema>,
  wish: { readonly patientId: string; readonly wants: boolean; readonly actor: Actor },
): Promise<void> {
  const { patientId, wants, actor } = wish;
  await db.transaction().execute(async (transaction) => {
    await transaction.updateTable("patient").set({ wants_questions: wants }).where("id", "=", patientId).execute();
    await auditAs(transaction, actor, {
      action: wants ? "ask for letters with questions" : "stop letters with questions",
      resource: `patient/${patientId}`,
      patientId,
    });
  });
}
