import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Assessment, CaseFile, TriageLevel } from "@plumbline/clinical-model";
import type { Schema } from "./schema.ts";
import { storedAssessment } from "./stored-assessment.ts";

/** What came of one try to reach a person. The first six hand the person off and close the alert. */
export const ATTEMPT_OUTCOMES = [
  "told-911",
  "sent-to-emergency-room",
  "told-988",
  "handed-over",
  "no-emergency",
  "cannot-be-reached",
  "no-answer",
  "left-message",
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** After these the person still waits, and somebody has to try again. */
const LEAVES_OPEN: ReadonlySet<AttemptOutcome> = new Set(["no-answer", "left-message"]);

export function handsOff(outcome: AttemptOutcome): boolean {
  return !LEAVES_OPEN.has(outcome);
}

export interface AlertAttempt {
  readonly id: string;
  readonly outcome: AttemptOutcome;
  readonly note: string;
  /** Who called, as they wrote it; who was signed in stands in the audit. */
  readonly calledBy: string;
  readonly calledAtMs: number;
  /** Only where the outcome leaves the alert open. */
  readonly tryAgainAtMs: number | null;
}

/** An interview whose answers made a red-flag rule true, for the office to act on. */
export interface Alert {
  readonly id: string;
  readonly interviewId: string;
  /** null while the person has not booked: the office then does not know who it is. */
  readonly patientId: string | null;
  readonly patientName: string | null;
  readonly patientPhone: string | null;
  /** The answers are known to be this patient's; otherwise somebody booked from them in this name. */
  readonly patientIsVerified: boolean;
  readonly level: TriageLevel;
  readonly flagIds: readonly string[];
  readonly raisedAtMs: number;
  /** What the interview concluded last: the person may have changed answers since the alert. null: not stored. */
  readonly caseFile: CaseFile | null;
  readonly assessment: Assessment | null;
  /** In the order in which they were recorded. */
  readonly attempts: readonly AlertAttempt[];
  readonly isOpen: boolean;
}

/** Raises an alert once for an interview and a set of flags, however often it is asked. */
export async function raiseAlert(
  db: Kysely<Schema>,
  options: {
    readonly interviewId: string;
    readonly level: TriageLevel;
    readonly flagIds: readonly string[];
    readonly nowMs: number;
  },
): Promise<void> {
  const flagIds = [...options.flagIds].sort();
  await db
    .insertInto("alert")
    .values({
      id: randomUUID(),
      interview_id: options.interviewId,
      level: options.level,
      flag_ids: JSON.stringify(flagIds),
      flag_key: flagIds.join(" "),
      raised_at: new Date(options.nowMs),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Open ones oldest first, so that nobody waits behind newer ones; all of them newest first. At most 200.
 *
 * @param withAnswers - False for who may not know which signs they are: flags, answers and notes are then not even read.
 */
export async function listAlerts(
  db: Kysely<Schema>,
  show: "open" | "all",
  { withAnswers }: { readonly withAnswers: boolean },
): Promise<Alert[]> {
  const rows = await db
    .selectFrom("alert")
    .innerJoin("interview", "interview.id", "alert.interview_id")
    .leftJoin("patient", (join) =>
      join.onRef("patient.id", "=", "interview.patient_id").on("interview.refused_at", "is", null),
    )
    .select(["alert.id", "alert.interview_id", "alert.level", "alert.raised_at"])
    .select(["patient.id as patient_id", "patient.given_name", "patient.family_name", "patient.phone"])
    .select("interview.verified_at")
    .$if(show === "open", (query) => query.where(isOpen))
    .orderBy("alert.raised_at", show === "open" ? "asc" : "desc")
    .limit(200)
    .execute();
  const ids = rows.map(({ id }) => id);
  const [attempts, answers] = await Promise.all([
    attemptsOf(db, ids, withAnswers),
    withAnswers ? answersOf(db, ids) : new Map<string, never>(),
  ]);
  return rows.map((row) => {
    const made = attempts.get(row.id) ?? [];
    const told = answers.get(row.id);
    return {
      id: row.id,
      interviewId: row.interview_id,
      patientId: row.patient_id,
      patientName: row.patient_id === null ? null : `${row.given_name} ${row.family_name}`,
      patientPhone: row.phone,
      patientIsVerified: row.verified_at !== null,
      level: row.level as TriageLevel,
      flagIds: told?.flagIds ?? [],
      raisedAtMs: row.raised_at.getTime(),
      caseFile: told?.caseFile ?? null,
      assessment: told?.assessment ?? null,
      attempts: made,
      isOpen: !made.some(({ outcome }) => handsOff(outcome)),
    };
  });
}

/** Which signs alerts are of, and what their interviews concluded last, by alert. */
async function answersOf(db: Kysely<Schema>, alertIds: readonly string[]) {
  if (alertIds.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom("alert")
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom("assessment")
          .select(["case_file", "result"])
          .whereRef("assessment.interview_id", "=", "alert.interview_id")
          .orderBy("seq", "desc")
          .limit(1)
          .as("latest"),
      (join) => join.onTrue(),
    )
    .select(["alert.id", "alert.flag_ids", "latest.case_file", "latest.result"])
    .where("alert.id", "in", alertIds)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        flagIds: row.flag_ids,
        caseFile: row.case_file as CaseFile | null,
        assessment: row.result === null ? null : storedAssessment(row.result),
      },
    ]),
  );
}

export async function countAlerts(db: Kysely<Schema>): Promise<{ readonly open: number; readonly all: number }> {
  const row = await db
    .selectFrom("alert")
    .select([sql<number>`count(*) filter (where ${isOpen})::int`.as("open"), sql<number>`count(*)::int`.as("all")])
    .executeTakeFirstOrThrow();
  return { open: row.open, all: row.all };
}

/** Adds a try to the alert. Earlier ones stay as they are. */
export async function addAttempt(
  db: Kysely<Schema>,
  options: {
    readonly alertId: string;
    readonly outcome: AttemptOutcome;
    readonly note: string;
    readonly calledBy: string;
    readonly calledAtMs: number;
    readonly tryAgainAtMs: number | null;
    readonly recordedBy: string;
    readonly nowMs: number;
  },
): Promise<void> {
  const { tryAgainAtMs } = options;
  await db
    .insertInto("alert_attempt")
    .values({
      id: randomUUID(),
      alert_id: options.alertId,
      outcome: options.outcome,
      note: options.note,
      called_by: options.calledBy,
      called_at: new Date(options.calledAtMs),
      try_again_at: tryAgainAtMs === null ? null : new Date(tryAgainAtMs),
      recorded_by: options.recordedBy,
      recorded_at: new Date(options.nowMs),
    })
    .execute();
}

/** In whose name the interview of an alert was booked from; null while nobody has. Without the alert, undefined. */
export async function patientOfAlert(db: Kysely<Schema>, alertId: string): Promise<string | null | undefined> {
  const row = await db
    .selectFrom("alert")
    .innerJoin("interview", "interview.id", "alert.interview_id")
    .select("interview.patient_id")
    .where("alert.id", "=", alertId)
    .executeTakeFirst();
  return row?.patient_id;
}

/** No try has handed the person off. */
const isOpen = sql<boolean>`not exists (
  select from alert_attempt
  where alert_attempt.alert_id = alert.id and alert_attempt.outcome not in (${sql.join([...LEAVES_OPEN])})
)`;

async function attemptsOf(
  db: Kysely<Schema>,
  alertIds: readonly string[],
  withNotes: boolean,
): Promise<ReadonlyMap<string, readonly AlertAttempt[]>> {
  if (alertIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("alert_attempt")
    .select(["id", "alert_id", "outcome", "called_by", "called_at", "try_again_at"])
    .$if(withNotes, (query) => query.select("note"))
    .where("alert_id", "in", alertIds)
    .orderBy("seq")
    .execute();
  return Map.groupBy(
    rows.map((row) => ({
      alertId: row.alert_id,
      id: row.id,
      outcome: row.outcome,
      note: row.note ?? "",
      calledBy: row.called_by,
      calledAtMs: row.called_at.getTime(),
      tryAgainAtMs: row.try_again_at?.getTime() ?? null,
    })),
    ({ alertId }) => alertId,
  );
}
