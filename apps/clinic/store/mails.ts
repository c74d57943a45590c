import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Schema } from "./schema.ts";

/** A letter as the pages write it. */
export interface MailDraft {
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  /** An iCalendar file to attach. */
  readonly ics: string | null;
}

export interface WaitingMail extends MailDraft {
  readonly id: string;
}

/** Who claims a letter has this long to send it before another may try. */
const CLAIM_SECONDS = 300;
/** Over about two days; after that somebody must look. */
const MOST_ATTEMPTS = 12;

/**
 * Puts a letter into the outbox, in the same transaction as what it tells of: either both are there or neither.
 * A key is used once; a second letter with it is dropped.
 */
export async function queueMail(
  transaction: Kysely<Schema>,
  mail: MailDraft & { readonly key: string; readonly visitId: string | null },
): Promise<void> {
  await transaction
    .insertInto("mail")
    .values({
      id: randomUUID(),
      key: mail.key,
      visit_id: mail.visitId,
      recipient: mail.recipient,
      subject: mail.subject,
      body: mail.body,
      ics: mail.ics,
      sent_at: null,
      withdrawn_at: null,
      given_up_at: null,
      last_error: null,
    })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
}

/** Keeps letters about a visit from going out once they are no longer true. */
export async function withdrawMailsOf(transaction: Kysely<Schema>, visitId: string): Promise<void> {
  await transaction
    .updateTable("mail")
    .set({ withdrawn_at: sql<Date>`now()` })
    .where("visit_id", "=", visitId)
    .where("sent_at", "is", null)
    .execute();
}

/**
 * Takes up to `count` letters to send, oldest first. No other claim gets them for five minutes, even from another
 * process; if their sender dies they come up again after that.
 */
export async function claimMails(db: Kysely<Schema>, count: number): Promise<WaitingMail[]> {
  const rows = await db
    .updateTable("mail")
    .set({
      next_try_at: sql<Date>`now() + make_interval(secs => ${CLAIM_SECONDS}::double precision)`,
      attempts: sql<number>`attempts + 1`,
    })
    .where("id", "in", (from) =>
      from
        .selectFrom("mail")
        .select("id")
        .where("sent_at", "is", null)
        .where("withdrawn_at", "is", null)
        .where("given_up_at", "is", null)
        .where("next_try_at", "<=", sql<Date>`now()`)
        .orderBy("next_try_at")
        .orderBy("created_at")
        .limit(count)
        .forUpdate()
        .skipLocked(),
    )
    .returning(["id", "recipient", "subject", "body", "ics", "created_at"])
    .execute();
  return rows.sort((a, b) => a.created_at.getTime() - b.created_at.getTime());
}

export async function markMailSent(db: Kysely<Schema>, id: string): Promise<void> {
  await db
    .updateTable("mail")
    .set({ sent_at: sql<Date>`now()`, last_error: null })
    .where("id", "=", id)
    .execute();
}

/** Tries again after 1, 2, 4 … minutes, at most 6 hours apart, and gives up after twelve times. */
export async function markMailFailed(db: Kysely<Schema>, id: string, reason: string): Promise<void> {
  await db
    .updateTable("mail")
    .set({
      last_error: reason.slice(0, 500),
      next_try_at: sql<Date>`now() + least(interval '1 minute' * power(2, attempts - 1), interval '6 hours')`,
      given_up_at: sql<Date | null>`case when attempts >= ${MOST_ATTEMPTS}::integer then now() end`,
    })
    .where("id", "=", id)
    .execute();
}
