import { assess } from "@plumbline/assessment";
import type { EvidenceBase } from "@plumbline/evidence";
import { compareAssessments } from "./assessment-change.ts";
import type { AssessmentChange } from "./assessment-change.ts";
import type { SavedAssessment } from "./current-assessment.ts";

const KEPT = 100;

/** Comparisons by the ids compared: assessments never change, so neither does what lies between two. Oldest first. */
const kept = new Map<string, AssessmentChange>();

/** {@link compareAssessments} for two saved assessments, worked out once. */
export function changeBetween(
  before: SavedAssessment,
  after: SavedAssessment,
  evidence: EvidenceBase,
): AssessmentChange {
  const key = `${before.id} ${after.id} ${evidence.hash}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const change = compareAssessments(before, after, evidence, (caseFile) => assess(caseFile, evidence));
  kept.set(key, change);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return change;
}
