import { TRIAGE_LEVELS } from "@plumbline/clinical-model";
import type { Assessment } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { assess } from "../assess.ts";
import type { InterviewState } from "./interview.ts";

/**
 * The assessment of an interview that has ended. Its triage is never milder than the one the interview ran on: a flag
 * that told the person what to do stays on the result.
 */
export function assessInterview(state: InterviewState, evidence: EvidenceBase): Assessment {
  const assessment = assess(state.caseFile, evidence);
  const known = new Set(assessment.triage.flags.map(({ id }) => id));
  const further = state.triage.flags.filter(({ id }) => !known.has(id));
  if (further.length === 0) return assessment;
  const flags = [...assessment.triage.flags, ...further].sort((a, b) => rank(a.level) - rank(b.level));
  const level = TRIAGE_LEVELS[Math.min(rank(assessment.triage.level), rank(state.triage.level))] ?? state.triage.level;
  return { ...assessment, triage: { level, flags } };
}

function rank(level: Assessment["triage"]["level"]): number {
  return TRIAGE_LEVELS.indexOf(level);
}
