import type { Kysely, Selectable } from "kysely";
import type { Schema } from "./schema.ts";

/** Who acts: a member of staff by name, or `"patient"`, with the request's id. */
export interface Actor {
  readonly name: string;
  /** null for patients. */
  readonly role: string | null;
  readonly requestId: string;
}

export interface AuditEntry {
  readonly actor: string;
  readonly role: string | null;
  /** A verb: `"read"`, `"book"`, `"sign-in"`. */
  readonly action: string;
  /** What it was done to: `"visit:<id>"`, `"session"`. Never a name or an answer. */
  readonly resource: string;
  readonly patientId: string | null;
  readonly outcome: "ok" | "refused" | "failed";
  readonly requestId: string;
}

/** Adds a line to the audit; lines are never changed or removed. Within a transaction, pass the transaction. */
export async function recordAudit(db: Kysely<Schema>, entry: AuditEntry): Promise<void> {
  await db
    .insertInto("audit")
    .values({
      actor: entry.actor,
      role: entry.role,
      action: entry.action,
      resource: entry.resource,
      patient_id: entry.patientId,
      outcome: entry.outcome,
      request_id: entry.requestId,
    })
    .execute();
}

/** What somebody did, as a line of the audit; `"ok"` unless said otherwise. */
export async function auditAs(
  db: Kysely<Schema>,
  actor: Actor,
  deed: Pick<AuditEntry, "action" | "resource" | "patientId"> & Partial<Pick<AuditEntry, "outcome">>,
): Promise<void> {
  const { name, role, requestId } = actor;
  await recordAudit(db, { outcome: "ok", ...deed, actor: name, role, requestId });
}

/** What was done with one patient's record, newest first. */
export async function auditOf(db: Kysely<Schema>, patientId: string, limit: number): Promise<AuditLine[]> {
  const rows = await db
    .selectFrom("audit")
    .selectAll()
    .where("patient_id", "=", patientId)
    .orderBy("seq", "desc")
    .limit(limit)
    .execute();
  return rows.map(lineOf);
}

export interface AuditLine extends AuditEntry {
  readonly seq: number;
  readonly atMs: number;
}

/** Lines of one actor, of one patient, or all, newest first; an empty word asks for nothing. */
export async function searchAudit(
  db: Kysely<Schema>,
  asked: {
    readonly actor: string;
    readonly patientId: string;
    /** Only lines before this one; null from the newest on. */
    readonly beforeSeq: number | null;
    readonly limit: number;
  },
): Promise<AuditLine[]> {
  let query = db.selectFrom("audit").selectAll().orderBy("seq", "desc").limit(asked.limit);
  if (asked.actor !== "") query = query.where("actor", "=", asked.actor);
  if (asked.patientId !== "") query = query.where("patient_id", "=", asked.patientId);
  if (asked.beforeSeq !== null) query = query.where("seq", "<", asked.beforeSeq);
  return (await query.execute()).map(lineOf);
}

function lineOf(row: Selectable<Schema["audit"]>): AuditLine {
  return {
    seq: Number(row.seq),
    actor: row.actor,
    role: row.role,
    action: row.action,
    resource: row.resource,
    patientId: row.patient_id,
    outcome: row.outcome as AuditEntry["outcome"],
    requestId: row.request_id,
    atMs: row.at.getTime(),
  };
}
