import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Assessment, CaseFile } from "@plumbline/clinical-model";
import type { Schema } from "./schema.ts";
import { storedAssessment } from "./stored-assessment.ts";

export interface StoredAssessment {
  readonly id: string;
  readonly caseFile: CaseFile;
  readonly assessment: Assessment;
  readonly evidenceVersion: string;
  readonly evidenceHash: string;
  /** A member of staff, or `"interview"`. */
  readonly createdBy: string;
  readonly createdAtMs: number;
}

/** Keeps what was concluded beside what was concluded before. Never changed afterwards. */
export async function saveAssessment(
  db: Kysely<Schema>,
  options: {
    readonly patientId: string;
    readonly caseFile: CaseFile;
    readonly assessment: Assessment;
    readonly evidenceVersion: string;
    readonly evidenceHash: string;
    readonly createdBy: string;
    readonly nowMs: number;
  },
): Promise<{ readonly id: string }> {
  const id = randomUUID();
  await db
    .insertInto("assessment")
    .values({
      id,
      interview_id: null,
      patient_id: options.patientId,
      case_file: JSON.stringify(options.caseFile),
      result: JSON.stringify(options.assessment),
      evidence_version: options.evidenceVersion,
      evidence_hash: options.evidenceHash,
      created_by: options.createdBy,
      created_at: new Date(options.nowMs),
    })
    .execute();
  return { id };
}

/** Every assessment of a patient, those of the interviews that are known to be theirs too, newest first. */
export async function assessmentsOf(db: Kysely<Schema>, patientId: string): Promise<StoredAssessment[]> {
  const rows = await db
    .selectFrom("assessment")
    .leftJoin("interview", "interview.id", "assessment.interview_id")
    .selectAll("assessment")
    .where((where) =>
      where.or([
        where("assessment.patient_id", "=", patientId),
        where.and([where("interview.patient_id", "=", patientId), where("interview.verified_at", "is not", null)]),
      ]),
    )
    .orderBy("assessment.seq", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    caseFile: row.case_file as CaseFile,
    assessment: storedAssessment(row.result),
    evidenceVersion: row.evidence_version,
    evidenceHash: row.evidence_hash,
    createdBy: row.created_by,
    createdAtMs: row.created_at.getTime(),
  }));
}
