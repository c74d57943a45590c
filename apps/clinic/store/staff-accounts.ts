import type { Kysely } from "kysely";
import type { StaffRole } from "../server/auth.ts";
import type { Schema } from "./schema.ts";

export interface StaffAccount {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly hasSecondFactor: boolean;
  readonly isDisabled: boolean;
}

export async function listStaff(db: Kysely<Schema>): Promise<StaffAccount[]> {
  const rows = await db.selectFrom("user").selectAll().orderBy("name").orderBy("id").execute();
  return rows.map((row) => ({
    userId: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    hasSecondFactor: row.twoFactorEnabled,
    isDisabled: row.disabledAt !== null,
  }));
}

/** `last-manager`: without one, nobody could let anybody in again. */
export type StaffChange = "done" | "last-manager" | "gone";

export function changeStaffRole(db: Kysely<Schema>, userId: string, role: StaffRole): Promise<StaffChange> {
  return changeUnlessLast(db, userId, { role }, role !== "manager");
}

/** Ends every session of the account at once, and lets it make no other until it is enabled again. */
export async function disableStaff(db: Kysely<Schema>, userId: string, nowMs: number): Promise<StaffChange> {
  const change = await changeUnlessLast(db, userId, { disabledAt: new Date(nowMs) }, true);
  if (change === "done") await endSessions(db, userId);
  return change;
}

export function enableStaff(db: Kysely<Schema>, userId: string): Promise<StaffChange> {
  return changeUnlessLast(db, userId, { disabledAt: null }, false);
}

/** For somebody who lost the device: the next sign-in sets a new one up. Ends every session of the account. */
export async function removeSecondFactor(db: Kysely<Schema>, userId: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("twoFactor").where("userId", "=", userId).execute();
    await transaction.updateTable("user").set({ twoFactorEnabled: false }).where("id", "=", userId).execute();
    await endSessions(transaction, userId);
  });
}

export async function endSessions(db: Kysely<Schema>, userId: string): Promise<void> {
  await db.deleteFrom("session").where("userId", "=", userId).execute();
}

async function changeUnlessLast(
  db: Kysely<Schema>,
  userId: string,
  set: { readonly role: StaffRole } | { readonly disabledAt: Date | null },
  losesManager: boolean,
): Promise<StaffChange> {
  return db.transaction().execute(async (transaction) => {
    // Locked, so that two managers cannot remove each other at once.
    const managers = await transaction
      .selectFrom("user")
      .select("id")
      .where("role", "=", "manager")
      .where("disabledAt", "is", null)
      .forUpdate()
      .execute();
    if (losesManager && managers.length === 1 && managers[0]!.id === userId) return "last-manager";
    const changed = await transaction
      .updateTable("user")
      .set(set)
      .where("id", "=", userId)
      .returning("id")
      .executeTakeFirst();
    return changed === undefined ? "gone" : "done";
  });
}
