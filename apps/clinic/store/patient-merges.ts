import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { auditAs } from "./audit.ts";
import type { Actor } from "./audit.ts";
import { tableReferences } from "./references.ts";
import type { Schema } from "./schema.ts";

export interface PatientMerge {
  readonly id: string;
  readonly fromPatientId: string;
  readonly intoPatientId: string;
  readonly by: string;
  readonly atMs: number;
}

/**
 * `clash`: both have something of which one person can have only one: visits at one time, a place on the waiting list for
 * the same service, plans that were given. `gone`: one of the two is not there or is merged already.
 */
export type MergeResult = { readonly kind: "merged"; readonly mergeId: string } | { readonly kind: "clash" | "gone" };

/** Exclusion and unique violations. */
const CLASHES: readonly unknown[] = ["23P01", "23505"];

/**
 * Makes two records of one person one: everything of the first is the second's from then on, and the first is found no
 * more. Which rows went over is kept, so that {@link undoMerge} can give them back.
 */
export async function mergePatients(
  db: Kysely<Schema>,
  merge: {
    readonly fromPatientId: string;
    readonly intoPatientId: string;
    readonly by: string;
    readonly actor: Actor;
    readonly nowMs: number;
  },
): Promise<MergeResult> {
  const { fromPatientId, intoPatientId, by, actor, nowMs } = merge;
  if (fromPatientId === intoPatientId) return { kind: "gone" };
  try {
    return await db.transaction().execute(async (transaction): Promise<MergeResult> => {
      const held = await transaction
        .selectFrom("patient")
        .select("id")
        .where("id", "in", [fromPatientId, intoPatientId])
        .where("merged_into", "is", null)
        .orderBy("id")
        .forUpdate()
        .execute();
      if (held.length < 2) return { kind: "gone" };
      await allowMoves(transaction);
      const moved: Record<string, string[]> = {};
      for (const { child, childColumn, parent } of await tableReferences(transaction)) {
        if (parent !== "patient" || child === "patient_merge") continue;
        const { rows } = await sql<{ id: string }>`
          update ${sql.table(child)} set ${sql.ref(childColumn)} = ${intoPatientId}
            where ${sql.ref(childColumn)} = ${fromPatientId} returning id`.execute(transaction);
        if (rows.length > 0) moved[child] = rows.map(({ id }) => id);
      }
      await transaction
        .updateTable("patient")
        .set({ merged_into: intoPatientId })
        .where("id", "=", fromPatientId)
        .execute();
      const mergeId = randomUUID();
      await transaction
        .insertInto("patient_merge")
        .values({
          id: mergeId,
          from_patient: fromPatientId,
          into_patient: intoPatientId,
          moved: JSON.stringify(moved),
          merged_by: by,
          merged_at: new Date(nowMs),
          undone_by: null,
          undone_at: null,
        })
        .execute();
      await audit(transaction, actor, "merge records", merge);
      return { kind: "merged", mergeId };
    });
  } catch (error) {
    if (CLASHES.includes((error as { code?: unknown }).code)) return { kind: "clash" };
    throw error;
  }
}

/**
 * Makes two records of one again. What went over goes back; what was entered since the merge stays where it was entered.
 *
 * @returns False when this merge is not there or was undone before.
 */
export async function undoMerge(
  db: Kysely<Schema>,
  undo: { readonly mergeId: string; readonly by: string; readonly actor: Actor; readonly nowMs: number },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const undone = await transaction
      .updateTable("patient_merge")
      .set({ undone_by: undo.by, undone_at: new Date(undo.nowMs) })
      .where("id", "=", undo.mergeId)
      .where("undone_at", "is", null)
      .returning(["from_patient", "into_patient", "moved"])
      .executeTakeFirst();
    if (undone === undefined) return false;
    const { from_patient: fromPatientId, into_patient: intoPatientId } = undone;
    // Merged on in the meantime: that merge has to be undone first.
    const into = await transaction
      .selectFrom("patient")
      .select("merged_into")
      .where("id", "=", intoPatientId)
      .executeTakeFirstOrThrow();
    if (into.merged_into !== null) throw new RangeError(`Merge ${undo.mergeId} is below another.`);
    await allowMoves(transaction);
    for (const { child, childColumn, parent } of await tableReferences(transaction)) {
      const ids = undone.moved[child] ?? [];
      if (parent !== "patient" || child === "patient_merge" || ids.length === 0) continue;
      await sql`update ${sql.table(child)} set ${sql.ref(childColumn)} = ${fromPatientId}
        where ${sql.ref(childColumn)} = ${intoPatientId} and id in (${sql.join(ids)})`.execute(transaction);
    }
    await transaction.updateTable("patient").set({ merged_into: null }).where("id", "=", fromPatientId).execute();
    await audit(transaction, undo.actor, "part records", { fromPatientId, intoPatientId });
    return true;
  });
}

/** The merges into a record that hold, newest first. */
export async function mergesInto(db: Kysely<Schema>, patientId: string): Promise<PatientMerge[]> {
  const rows = await db
    .selectFrom("patient_merge")
    .selectAll()
    .where("into_patient", "=", patientId)
    .where("undone_at", "is", null)
    .orderBy("seq", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fromPatientId: row.from_patient,
    intoPatientId: row.into_patient,
    by: row.merged_by,
    atMs: row.merged_at.getTime(),
  }));
}

/** Until the transaction ends, and of append-only rows only whose they are: triggers see to the rest. */
async function allowMoves(transaction: Kysely<Schema>): Promise<void> {
  await sql`select set_config('plumbline.merging', 'on', true)`.execute(transaction);
}

async function audit(
  transaction: Kysely<Schema>,
  actor: Actor,
  action: string,
  { fromPatientId, intoPatientId }: { readonly fromPatientId: string; readonly intoPatientId: string },
): Promise<void> {
  for (const patientId of [fromPatientId, intoPatientId]) {
    await auditAs(transaction, actor, {
      action,
      resource: `patient/${fromPatientId} into patient/${intoPatientId}`,
      patientId,
    });
  }
}
