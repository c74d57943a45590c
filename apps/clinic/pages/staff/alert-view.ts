import { findingWords } from "@plumbline/assessment";
import type { ConfirmationAnswer } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { handsOff } from "../../store/index.ts";
import type { Alert } from "../../store/index.ts";
import { minuteText, whenText } from "../time.ts";
import { OUTCOME_WORDS } from "./alert-form.ts";

/** One flag of an alert, as a clinician needs it before calling. */
export interface AlertFlagView {
  readonly name: string;
  readonly action: string;
  /** What the person told, in the words they met; empty when they have changed those answers since. */
  readonly told: readonly string[];
  readonly question: string | null;
  readonly answer: string;
  readonly isStillUp: boolean;
}

const ANSWER_WORDS: Readonly<Record<ConfirmationAnswer, string>> = {
  yes: "Yes",
  no: "No",
  unknown: "I don’t know",
};

/** @param isClinical - Only those who treat see which flags they are: that tells what the person answered. */
export function alertView(
  alert: Alert,
  options: {
    readonly evidence: EvidenceBase;
    readonly isClinical: boolean;
    readonly timeZone: string;
    readonly nowMs: number;
  },
) {
  const { evidence, isClinical, timeZone, nowMs } = options;
  const [last] = alert.attempts.slice(-1);
  const tryAgainAtMs = alert.isOpen ? (last?.tryAgainAtMs ?? null) : null;
  return {
    id: alert.id,
    level: alert.level,
    isOpen: alert.isOpen,
    raised: whenText(alert.raisedAtMs, timeZone),
    waitedMin: Math.max(0, Math.floor((nowMs - alert.raisedAtMs) / 60_000)),
    patient:
      alert.patientId === null
        ? null
        : { id: alert.patientId, name: alert.patientName ?? "", isVerified: alert.patientIsVerified },
    phone: alert.patientPhone,
    flags: isClinical ? alert.flagIds.map((id) => flagView(id, alert, evidence)) : null,
    overrides: isClinical
      ? (alert.assessment?.triage.overrides ?? []).map(({ name, question, answer, findingIds }) => ({
          name,
          question,
          answer: ANSWER_WORDS[answer],
          told: findingIds.map((id) => findingWords(id, evidence)),
        }))
      : [],
    attempts: alert.attempts.map((attempt) => ({
      id: attempt.id,
      outcome: OUTCOME_WORDS[attempt.outcome],
      isHandOff: handsOff(attempt.outcome),
      by: attempt.calledBy,
      at: whenText(attempt.calledAtMs, timeZone),
      tryAgain: attempt.tryAgainAtMs === null ? null : whenText(attempt.tryAgainAtMs, timeZone),
      note: isClinical ? attempt.note : "",
    })),
    tryAgain: tryAgainAtMs === null ? null : { at: whenText(tryAgainAtMs, timeZone), isDue: tryAgainAtMs <= nowMs },
    now: minuteText(nowMs, timeZone),
  };
}

function flagView(id: string, alert: Alert, evidence: EvidenceBase): AlertFlagView {
  const flag = evidence.redFlags.find((known) => known.id === id);
  const fired = alert.assessment?.triage.flags.find((known) => known.id === id);
  const answer = alert.caseFile?.confirmations?.[id];
  return {
    name: flag?.flag ?? id,
    action: flag?.action ?? "",
    told: (fired?.findingIds ?? []).map((findingId) => findingWords(findingId, evidence)),
    question: flag?.confirmation?.question ?? null,
    answer: answer === undefined ? "not asked: another emergency had stopped the check" : ANSWER_WORDS[answer],
    isStillUp: fired !== undefined,
  };
}
