import { interview, parseAnswers } from "@plumbline/assessment";
import type { Clinic } from "../../server/clinic.ts";

/** What the interview in this browser means for booking. */
export interface BeforeBooking {
  /** The interview the visit is linked to. */
  readonly interviewId: string | null;
  /** What to do now, in the patient's words. Null unless the answers speak of an emergency: then no time is offered. */
  readonly emergency: readonly string[] | null;
}

const COOKIE = /(?:^|;\s*)plumbline-interview=([\w-]+)/;

/** Reads the interview behind a request's cookie, if there is one, and runs the red-flag rules on its answers. */
export async function beforeBooking(clinic: Clinic, request: Request): Promise<BeforeBooking> {
  const token = COOKIE.exec(request.headers.get("Cookie") ?? "")?.[1];
  const found = token === undefined ? null : await clinic.store.findInterview(clinic.db, clinic.hashToken(token));
  if (found === null) return { interviewId: null, emergency: null };
  // The answers and not the stored result: a person may have stopped before the result, or have taken an answer back.
  const { triage } = interview(parseAnswers(found.answers), clinic.evidence, () => null);
  const now = triage.flags.filter(({ level }) => level === "emergency").map(({ patientMessage }) => patientMessage);
  return { interviewId: found.id, emergency: triage.level === "emergency" ? [...new Set(now)] : null };
}
