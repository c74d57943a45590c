import { assess } from "@plumbline/assessment";
import type { Assessment, CaseFile } from "@plumbline/clinical-model";
import { gaitFindings, painfulSides } from "@plumbline/imu-gait";
import type { GaitReport } from "@plumbline/imu-gait";
import type { PressureReport } from "@plumbline/plantar-pressure";
import { dayOf } from "@plumbline/scheduling";
import type { OpenRecord } from "./open-record.ts";
import { recordingFindings } from "./recording-findings.ts";
import { caseKey, caseOfRecord } from "./record-case.ts";

export interface SavedAssessment {
  readonly id: string;
  readonly caseFile: CaseFile;
  readonly assessment: Assessment;
  readonly evidenceHash: string;
  readonly createdBy: string;
  readonly createdAtMs: number;
}

/**
 * All assessments of a patient, newest first, the newest drawn from what the record holds now. When the record or the
 * evidence base has changed since the last one, a new one is made and kept beside it; none is ever altered.
 */
export async function currentAssessments(
  record: OpenRecord,
): Promise<readonly [SavedAssessment, ...SavedAssessment[]]> {
  const { clinic, patient, head, staff } = record;
  const { db, store, evidence } = clinic;
  const [interview, examination, recordings, walks, saved] = await Promise.all([
    store.latestInterviewOf(db, patient.id),
    store.examinationOf(db, patient.id),
    store.recordingsOf(db, patient.id),
    store.walksOf(db, patient.id),
    store.assessmentsOf(db, patient.id),
  ]);
  const counted = recordings
    .filter(({ withdrawnAtMs }) => withdrawnAtMs === null)
    .toSorted((a, b) => a.uploadedAtMs - b.uploadedAtMs);
  const told = interview?.caseFile?.findings ?? {};
  const caseFile = caseOfRecord({
    interviewCase: interview?.caseFile ?? null,
    age: head.age,
    sex: patient.sex,
    examination,
    measured: [
      ...recordingFindings(
        counted.map(({ uploadedAtMs, report }) => ({
          day: dayOf(uploadedAtMs, record.timeZone),
          report: report as PressureReport,
        })),
      ),
      ...walks
        .filter(({ withdrawnAtMs }) => withdrawnAtMs === null)
        .toSorted((a, b) => a.uploadedAtMs - b.uploadedAtMs)
        .map(({ report }) => gaitFindings(report as GaitReport, { painfulSides: painfulSides(told) })),
    ],
  });
  const [newest, ...earlier] = saved;
  const isCurrent =
    newest !== undefined && caseKey(newest.caseFile) === caseKey(caseFile) && newest.evidenceHash === evidence.hash;
  if (isCurrent) return [newest, ...earlier];

  const assessment = assess(caseFile, evidence);
  const nowMs = clinic.now();
  const { id } = await record.audited(
    ({ id }: { readonly id: string }) => ({
      action: "make assessment",
      resource: `assessment/${id}`,
      patientId: patient.id,
    }),
    (transaction) =>
      store.saveAssessment(transaction, {
        patientId: patient.id,
        caseFile,
        assessment,
        evidenceVersion: evidence.version,
        evidenceHash: evidence.hash,
        createdBy: staff.name,
        nowMs,
      }),
  );
  return [
    { id, caseFile, assessment, evidenceHash: evidence.hash, createdBy: staff.name, createdAtMs: nowMs },
    ...saved,
  ];
}
