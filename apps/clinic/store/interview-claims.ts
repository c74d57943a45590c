import type { Kysely } from "kysely";
import { auditAs } from "./audit.ts";
import type { Actor } from "./audit.ts";
import type { Schema } from "./schema.ts";

/**
 * Where the answers of an interview stand that somebody booked from: `waiting` beside the chart, `verified` as the
 * patient's own, or `refused` as somebody else's. Only verified ones count.
 */
export type ClaimState = "waiting" | "verified" | "refused";

export function claimStateOf(row: { readonly verified_at: Date | null; readonly refused_at: Date | null }): ClaimState {
  if (row.verified_at !== null) return "verified";
  return row.refused_at !== null ? "refused" : "waiting";
}

/**
 * Lets an interview wait beside the chart of the patient in whose name a visit was booked from it. Whoever knows a
 * person's names, birth date and e-mail can book in their name: nothing of it enters the chart before
 * {@link settleClaim}. One that waits for, or is, somebody else's stays theirs.
 */
export async function claimInterview(
  transaction: Kysely<Schema>,
  interviewId: string,
  patientId: string,
): Promise<string | null> {
  const claimed = await transaction
    .updateTable("interview")
    .set({ patient_id: patientId })
    .where("id", "=", interviewId)
    .where((where) => where.or([where("patient_id", "is", null), where("patient_id", "=", patientId)]))
    .returning("id")
    .executeTakeFirst();
  return claimed?.id ?? null;
}

/**
 * Says whose answers these are; said anew, the last word counts. State and audit line are written together.
 *
 * @param options.by - A member of staff who asked the person, or `"e-mail"`: the person, from the address on file.
 * @returns False when this patient has no such interview.
 */
export async function settleClaim(
  db: Kysely<Schema>,
  options: {
    readonly interviewId: string;
    readonly patientId: string;
    readonly to: ClaimState;
    readonly by: string;
    readonly actor: Actor;
    readonly nowMs: number;
  },
): Promise<boolean> {
  const { interviewId, patientId, to, by, actor, nowMs } = options;
  const now = new Date(nowMs);
  const isVerified = to === "verified";
  const isRefused = to === "refused";
  return db.transaction().execute(async (transaction) => {
    const settled = await transaction
      .updateTable("interview")
      .set({
        verified_at: isVerified ? now : null,
        verified_by: isVerified ? by : null,
        refused_at: isRefused ? now : null,
        refused_by: isRefused ? by : null,
      })
      .where("id", "=", interviewId)
      .where("patient_id", "=", patientId)
      .returning("id")
      .executeTakeFirst();
    if (settled === undefined) return false;
    await auditAs(transaction, actor, { action: ACTIONS[to], resource: `interview:${interviewId}`, patientId });
    return true;
  });
}

const ACTIONS: Readonly<Record<ClaimState, string>> = {
  waiting: "put answers back to wait",
  verified: "verify answers",
  refused: "keep answers apart",
};
