import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Assessment, CaseFile } from "@plumbline/clinical-model";
import { claimStateOf } from "./interview-claims.ts";
import type { ClaimState } from "./interview-claims.ts";
import type { Schema } from "./schema.ts";
import { storedAssessment } from "./stored-assessment.ts";

/** A person's answers, reached by a random token of which only the SHA-256 is stored. */
export interface Interview {
  readonly id: string;
  /** By question. The interview's own code knows their shapes. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly consentVersion: string;
  readonly startedAtMs: number;
  readonly updatedAtMs: number;
  readonly finishedAtMs: number | null;
  /** Set once a visit is booked from it. */
  readonly patientId: string | null;
  /** Whether it is known to be that patient's; `waiting` without a patient, too. */
  readonly claim: ClaimState;
  /** Of the last finish; null before. */
  readonly caseFile: CaseFile | null;
  readonly assessment: Assessment | null;
  readonly assessmentId: string | null;
}

export async function startInterview(
  db: Kysely<Schema>,
  options: { readonly tokenHash: string; readonly consentVersion: string; readonly nowMs: number },
): Promise<{ readonly id: string }> {
  const id = randomUUID();
  const now = new Date(options.nowMs);
  await db
    .insertInto("interview")
    .values({
      id,
      token_hash: options.tokenHash,
      consent_version: options.consentVersion,
      answers: "{}",
      patient_id: null,
      started_at: now,
      updated_at: now,
      finished_at: null,
    })
    .execute();
  return { id };
}

export async function findInterview(db: Kysely<Schema>, tokenHash: string): Promise<Interview | null> {
  const row = await interviews(db).where("interview.token_hash", "=", tokenHash).executeTakeFirst();
  return row === undefined ? null : interviewOf(row);
}

/** The interview with this id; for staff, who come from a visit or an alert. */
export async function findInterviewById(db: Kysely<Schema>, id: string): Promise<Interview | null> {
  const row = await interviews(db).where("interview.id", "=", id).executeTakeFirst();
  return row === undefined ? null : interviewOf(row);
}

/** The interview that is known to be a patient's and was touched last. */
export async function latestInterviewOf(db: Kysely<Schema>, patientId: string): Promise<Interview | null> {
  const row = await interviews(db)
    .where("interview.patient_id", "=", patientId)
    .where("interview.verified_at", "is not", null)
    .orderBy("interview.updated_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : interviewOf(row);
}

/** The same without a word of what was answered: for who may only ask whose they are. */
export async function waitingClaimsOf(
  db: Kysely<Schema>,
  patientId: string,
): Promise<Pick<Interview, "id" | "claim" | "updatedAtMs">[]> {
  const rows = await db
    .selectFrom("interview")
    .select(["id", "verified_at", "refused_at", "updated_at"])
    .where("patient_id", "=", patientId)
    .where("verified_at", "is", null)
    .orderBy("updated_at", "desc")
    .execute();
  return rows.map((row) => ({ id: row.id, claim: claimStateOf(row), updatedAtMs: row.updated_at.getTime() }));
}

/** Interviews that were booked from in a patient's name and are not known to be theirs, the newest first. */
export async function unverifiedInterviewsOf(db: Kysely<Schema>, patientId: string): Promise<Interview[]> {
  const rows = await interviews(db)
    .where("interview.patient_id", "=", patientId)
    .where("interview.verified_at", "is", null)
    .orderBy("interview.updated_at", "desc")
    .execute();
  return rows.map(interviewOf);
}

/**
 * Keeps one answer, or removes it when `answer` is null. Merged by the database in one step: answers sent at the same
 * time from two windows are all kept.
 */
export async function saveAnswer(
  db: Kysely<Schema>,
  interviewId: string,
  options: { readonly questionId: string; readonly answer: unknown; readonly nowMs: number },
): Promise<void> {
  const { questionId, answer, nowMs } = options;
  await db
    .updateTable("interview")
    .set({
      answers:
        answer === null
          ? sql`answers - ${questionId}::text`
          : sql`answers || jsonb_build_object(${questionId}::text, ${JSON.stringify(answer)}::jsonb)`,
      updated_at: new Date(nowMs),
    })
    .where("id", "=", interviewId)
    .execute();
}

/** Stores what was concluded as a row that never changes. Finishing again with the same case adds nothing. */
export async function finishInterview(
  db: Kysely<Schema>,
  interviewId: string,
  options: {
    readonly caseFile: CaseFile;
    readonly assessment: Assessment;
    readonly evidenceVersion: string;
    readonly evidenceHash: string;
    readonly nowMs: number;
  },
): Promise<{ readonly assessmentId: string }> {
  const now = new Date(options.nowMs);
  const caseFile = JSON.stringify(options.caseFile);
  const result = JSON.stringify(options.assessment);
  return db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("interview")
      .set({ finished_at: now, updated_at: now })
      .where("id", "=", interviewId)
      .execute();
    const latest = await transaction
      .selectFrom("assessment")
      .select(["id", sql<string>`case_file::text`.as("case_text"), sql<string>`result::text`.as("result_text")])
      .where("interview_id", "=", interviewId)
      .orderBy("seq", "desc")
      .limit(1)
      .executeTakeFirst();
    if (latest?.case_text === caseFile && latest.result_text === result) return { assessmentId: latest.id };
    const assessmentId = randomUUID();
    await transaction
      .insertInto("assessment")
      .values({
        id: assessmentId,
        interview_id: interviewId,
        patient_id: null,
        case_file: caseFile,
        result,
        evidence_version: options.evidenceVersion,
        evidence_hash: options.evidenceHash,
        created_by: "interview",
        created_at: now,
      })
      .execute();
    return { assessmentId };
  });
}

function interviews(db: Kysely<Schema>) {
  return db
    .selectFrom("interview")
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom("assessment")
          .select(["assessment.id as assessment_id", "case_file", "result"])
          .whereRef("assessment.interview_id", "=", "interview.id")
          .orderBy("seq", "desc")
          .limit(1)
          .as("latest"),
      (join) => join.onTrue(),
    )
    .selectAll("interview")
    .select(["latest.assessment_id", "latest.case_file", "latest.result"]);
}

function interviewOf(row: Awaited<ReturnType<ReturnType<typeof interviews>["executeTakeFirstOrThrow"]>>): Interview {
  return {
    id: row.id,
    answers: row.answers,
    consentVersion: row.consent_version,
    startedAtMs: row.started_at.getTime(),
    updatedAtMs: row.updated_at.getTime(),
    finishedAtMs: row.finished_at?.getTime() ?? null,
    patientId: row.patient_id,
    claim: claimStateOf(row),
    caseFile: row.case_file as CaseFile | null,
    assessment: row.result === null ? null : storedAssessment(row.result),
    assessmentId: row.assessment_id,
  };
}
