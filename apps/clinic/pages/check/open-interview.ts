import { redirect } from "react-router";
import { assess, interview, nextQuestionByGain, parseAnswers } from "@plumbline/assessment";
import type { InterviewAnswers, InterviewState } from "@plumbline/assessment";
import type { Clinic } from "../../server/clinic.ts";
import type { Interview } from "../../store/index.ts";
import { interviewToken } from "./interview-cookie.ts";

export interface OpenInterview {
  readonly token: string;
  readonly stored: Interview;
  readonly answers: InterviewAnswers;
}

/** The interview of this browser; null when it has none, or one that is no longer kept. */
export async function findOpenInterview(clinic: Clinic, request: Request): Promise<OpenInterview | null> {
  const token = interviewToken(request);
  if (token === null) return null;
  const stored = await clinic.store.findInterview(clinic.db, clinic.hashToken(token));
  return stored === null ? null : { token, stored, answers: parseAnswers(stored.answers) };
}

/** The same for pages that make no sense without one: they lead to the start. */
export async function openInterview(clinic: Clinic, request: Request): Promise<OpenInterview> {
  const open = await findOpenInterview(clinic, request);
  if (open === null) throw redirect("/check");
  return open;
}

export function stateOf(clinic: Clinic, answers: InterviewAnswers): InterviewState {
  return interview(answers, clinic.evidence, nextQuestionByGain(clinic.evidence));
}

/**
 * Where the person goes from here. When the interview has come to its end, what it concluded is stored first, and an
 * emergency is put before the staff. Safe to repeat: the store adds nothing the second time.
 */
export async function whereNext(clinic: Clinic, open: OpenInterview, state: InterviewState): Promise<string> {
  if (state.next.kind === "question") return `/check/q/${state.next.page.id}`;
  const nowMs = clinic.now();
  const assessment = assess(state.caseFile, clinic.evidence);
  const { level, flags } = assessment.triage;
  if (level === "emergency") {
    const flagIds = flags.filter((flag) => flag.level === level).map(({ id }) => id);
    await clinic.store.raiseAlert(clinic.db, { interviewId: open.stored.id, level, flagIds, nowMs });
  }
  await clinic.store.finishInterview(clinic.db, open.stored.id, {
    caseFile: state.caseFile,
    assessment,
    evidenceVersion: clinic.evidence.version,
    evidenceHash: clinic.evidence.hash,
    nowMs,
  });
  return state.next.kind === "stop" ? "/check/stop" : "/check/result";
}
