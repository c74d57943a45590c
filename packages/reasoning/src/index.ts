export type { CauseCoverage, ComplaintCoverage } from "./coverage.ts";
export { coverageGaps, evidenceCoverage } from "./coverage.ts";
export type { KnownFindings } from "./known-findings.ts";
export { knownFindings } from "./known-findings.ts";
export type { QuestionOptions } from "./next-questions.ts";
export type { Reasoning } from "./reason.ts";
export { nextQuestions, reason } from "./reason.ts";
export { triage } from "./triage.ts";
