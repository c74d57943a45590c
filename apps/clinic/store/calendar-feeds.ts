import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Gives a person's calendar a new secret address; the one before stops working. */
export async function setCalendarFeed(
  db: Kysely<Schema>,
  feed: { readonly userId: string; readonly tokenHash: string; readonly nowMs: number },
): Promise<void> {
  const values = { token_hash: feed.tokenHash, created_at: new Date(feed.nowMs) };
  await db
    .insertInto("calendar_feed")
    .values({ user_id: feed.userId, ...values })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet(values))
    .execute();
}

export async function withdrawCalendarFeed(db: Kysely<Schema>, userId: string): Promise<void> {
  await db.deleteFrom("calendar_feed").where("user_id", "=", userId).execute();
}

/** When the feed was made; null when there is none. */
export async function calendarFeedOf(
  db: Kysely<Schema>,
  userId: string,
): Promise<{ readonly madeAtMs: number } | null> {
  const row = await db
    .selectFrom("calendar_feed")
    .select("created_at")
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row === undefined ? null : { madeAtMs: row.created_at.getTime() };
}

/** Who the clinician account of a person is; null for staff who see no patients. */
export async function clinicianOfUser(db: Kysely<Schema>, userId: string): Promise<string | null> {
  const row = await db.selectFrom("clinician").select("id").where("user_id", "=", userId).executeTakeFirst();
  return row?.id ?? null;
}

/** The clinician whose feed has this secret; null for any other, and for one whose account is closed. */
export async function clinicianOfFeed(db: Kysely<Schema>, tokenHash: string): Promise<string | null> {
  const row = await db
    .selectFrom("calendar_feed")
    .innerJoin("user", "user.id", "calendar_feed.user_id")
    .innerJoin("clinician", "clinician.user_id", "user.id")
    .select("clinician.id")
    .where("calendar_feed.token_hash", "=", tokenHash)
    .where("user.disabledAt", "is", null)
    .executeTakeFirst();
  return row?.id ?? null;
}
