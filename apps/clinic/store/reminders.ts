import type { Kysely } from "kysely";
import { sql } from "kysely";
import { recordAudit } from "./audit.ts";
import { queueMail } from "./mails.ts";
import type { MailDraft } from "./mails.ts";
import type { Schema } from "./schema.ts";
import { findVisit } from "./visits.ts";
import type { Visit } from "./visits.ts";

const HOUR_MS = 3_600_000;
/** From two days before a visit on, until it is too late to be of use. */
const REMIND_FROM_MS = 48 * HOUR_MS;
const REMIND_UNTIL_MS = 3 * HOUR_MS;
/** Who booked or moved within this has just had a letter with the time in it. */
const SETTLED_MS = 24 * HOUR_MS;

/**
 * Puts reminders of visits to come into the outbox: one for each time a visit has, whoever runs this and how often. The
 * time is read, and the letter written, while the visit is held: a move at the same moment is before it or after it, and
 * takes back a reminder that has not gone out.
 *
 * @returns How many were added.
 */
export async function queueDueReminders(
  db: Kysely<Schema>,
  { nowMs, write }: { readonly nowMs: number; readonly write: (visit: Visit) => MailDraft | null },
): Promise<number> {
  const due = await dueVisits(db, nowMs).execute();
  let added = 0;
  for (const { id } of due) {
    const isAdded = await db.transaction().execute(async (transaction) => {
      const held = await dueVisits(transaction, nowMs).where("visit.id", "=", id).forUpdate().executeTakeFirst();
      const visit = held === undefined ? null : await findVisit(transaction, id);
      const letter = visit === null ? null : write(visit);
      if (visit === null || letter === null) return false;
      await queueMail(transaction, { ...letter, key: reminderKey(visit), visitId: visit.id });
      await recordAudit(transaction, {
        actor: "reminders",
        role: null,
        action: "remind",
        resource: `visit:${visit.id}`,
        patientId: visit.patientId,
        outcome: "ok",
        requestId: "reminders",
      });
      return true;
    });
    if (isAdded) added++;
  }
  return added;
}

/** A moved visit has a new version, and so a reminder of its own. */
function reminderKey({ id, version }: Pick<Visit, "id" | "version">): string {
  return `visit:${id}:${version}:reminder`;
}

function dueVisits(db: Kysely<Schema>, nowMs: number) {
  const at = (ms: number) => sql<Date>`${new Date(ms)}::timestamptz`;
  return db
    .selectFrom("visit")
    .select("visit.id")
    .where("visit.status", "=", "booked")
    .where(sql<boolean>`lower(visit.during) between ${at(nowMs + REMIND_UNTIL_MS)} and ${at(nowMs + REMIND_FROM_MS)}`)
    .where("visit.updated_at", "<=", new Date(nowMs - SETTLED_MS))
    .where(sql<boolean>`exists (select from patient where patient.id = visit.patient_id and patient.email is not null)`)
    .where(sql<boolean>`not exists (select from mail
      where mail.key = 'visit:' || visit.id || ':' || visit.version || ':reminder')`);
}
