import { redirect } from "react-router";
import { interview } from "@plumbline/assessment";
import type { Clinic } from "../../server/clinic.ts";
import { findOpenInterview, stateOf, whereNext } from "../check/open-interview.ts";

/**
 * The interview in this browser, to link a visit to; null without one.
 *
 * @throws a redirect to what to do now when its answers speak of an emergency: a visit in some days would be too late, so
 * no time is offered.
 */
export async function interviewBeforeBooking(clinic: Clinic, request: Request): Promise<string | null> {
  const open = await findOpenInterview(clinic, request);
  if (open === null) return null;
  // The answers and not a stored result: a person may have stopped before the result, or have taken an answer back.
  // The next question does not matter here, so it is not looked for.
  const { triage } = interview(open.answers, clinic.evidence, () => null);
  if (triage.level === "emergency") throw redirect(await whereNext(clinic, open, stateOf(clinic, open.answers)));
  return open.stored.id;
}
