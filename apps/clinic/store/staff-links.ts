import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { StaffRole } from "../server/auth.ts";
import type { Schema } from "./schema.ts";

/** What a link lets its holder do, once: become the first manager, join the staff, or choose a new password. */
export type StaffLinkKind = "first-manager" | "invitation" | "password-reset";

export interface StaffLink {
  readonly id: string;
  readonly kind: StaffLinkKind;
  /** Null for the first manager, who says it. */
  readonly email: string | null;
  readonly role: StaffRole;
  readonly createdBy: string;
  readonly expiresAtMs: number;
}

const VALID_MS: Readonly<Record<StaffLinkKind, number>> = {
  "first-manager": 24 * 3_600_000,
  invitation: 7 * 24 * 3_600_000,
  "password-reset": 2 * 3_600_000,
};

/** Keeps a new link; earlier ones of the same kind for the same person are worth nothing from now on. */
export async function addStaffLink(
  db: Kysely<Schema>,
  link: {
    readonly kind: StaffLinkKind;
    readonly email: string | null;
    readonly role: StaffRole;
    readonly tokenHash: string;
    readonly createdBy: string;
    readonly nowMs: number;
  },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("staff_link")
      .set({ used_at: new Date(link.nowMs) })
      .where("kind", "=", link.kind)
      .where("email", link.email === null ? "is" : "=", link.email)
      .where("used_at", "is", null)
      .execute();
    await transaction
      .insertInto("staff_link")
      .values({
        id: randomUUID(),
        token_hash: link.tokenHash,
        kind: link.kind,
        email: link.email,
        role: link.role,
        created_by: link.createdBy,
        created_at: new Date(link.nowMs),
        expires_at: new Date(link.nowMs + VALID_MS[link.kind]),
        used_at: null,
      })
      .execute();
  });
}

/** Null when there is none, or it was used, or its time is over: the caller never learns which. */
export async function findStaffLink(db: Kysely<Schema>, tokenHash: string, nowMs: number): Promise<StaffLink | null> {
  const row = await db
    .selectFrom("staff_link")
    .selectAll()
    .where("token_hash", "=", tokenHash)
    .where("used_at", "is", null)
    .where("expires_at", ">", new Date(nowMs))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, kind, email, role, created_by, expires_at } = row;
  return { id, kind, email, role, createdBy: created_by, expiresAtMs: expires_at.getTime() };
}

/** Of two who use a link at once, one gets true. */
export async function useStaffLink(db: Kysely<Schema>, id: string, nowMs: number): Promise<boolean> {
  const used = await db
    .updateTable("staff_link")
    .set({ used_at: new Date(nowMs) })
    .where("id", "=", id)
    .where("used_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return used !== undefined;
}

/** Links that were sent and not used yet. */
export async function openStaffLinks(db: Kysely<Schema>, nowMs: number): Promise<StaffLink[]> {
  const rows = await db
    .selectFrom("staff_link")
    .selectAll()
    .where("used_at", "is", null)
    .where("expires_at", ">", new Date(nowMs))
    .where("email", "is not", null)
    .orderBy("created_at")
    .execute();
  return rows.map(({ id, kind, email, role, created_by, expires_at }) => ({
    id,
    kind,
    email,
    role,
    createdBy: created_by,
    expiresAtMs: expires_at.getTime(),
  }));
}
