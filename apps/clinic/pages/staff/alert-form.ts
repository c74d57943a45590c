import { instantOf, isDay } from "@plumbline/scheduling";
import { ATTEMPT_OUTCOMES, handsOff } from "../../store/index.ts";
import type { AttemptOutcome } from "../../store/index.ts";

export const OUTCOME_WORDS: Readonly<Record<AttemptOutcome, string>> = {
  "told-911": "Told to call 911",
  "sent-to-emergency-room": "Sent to an emergency room",
  "told-988": "Put through to 988 or a crisis team",
  "handed-over": "Spoke, and handed over to a clinician",
  "no-emergency": "Spoke: no emergency now",
  "cannot-be-reached": "Cannot be reached: closed",
  "no-answer": "No answer",
  "left-message": "Left a message",
};

/** Outcomes that say nothing without a word on whom, or why. */
const NEEDS_NOTE: ReadonlySet<AttemptOutcome> = new Set(["handed-over", "no-emergency", "cannot-be-reached"]);

/** A call that "was" later than this is a slip (milliseconds). */
const CLOCKS_DIFFER_MS = 5 * 60_000;

export interface AttemptField {
  readonly field: "calledBy" | "calledAt" | "outcome" | "tryAgainAt" | "note";
  readonly message: string;
}

interface AttemptSubmission {
  /** As it was sent, so that nothing typed is lost. */
  readonly sent: Readonly<Record<AttemptField["field"], string>>;
  readonly problems: readonly AttemptField[];
  /** null while there are problems. */
  readonly attempt: {
    readonly outcome: AttemptOutcome;
    readonly note: string;
    readonly calledBy: string;
    readonly calledAtMs: number;
    readonly tryAgainAtMs: number | null;
  } | null;
}

/** A filled-in form about one try to reach a person. Times are read in the clinic's zone. */
export function readAttempt(
  form: FormData,
  { nowMs, timeZone }: { readonly nowMs: number; readonly timeZone: string },
) {
  const text = (field: AttemptField["field"]) => String(form.get(field) ?? "").trim();
  const sent = {
    calledBy: text("calledBy"),
    calledAt: text("calledAt"),
    outcome: text("outcome"),
    tryAgainAt: text("tryAgainAt"),
    note: text("note"),
  };
  const problems: AttemptField[] = [];
  const problem = (field: AttemptField["field"], message: string) => void problems.push({ field, message });

  if (sent.calledBy === "") problem("calledBy", "Write the name of who called.");
  const calledAtMs = instantOfMinute(sent.calledAt, timeZone);
  if (calledAtMs === null) problem("calledAt", "Give the day and time of the call.");
  else if (calledAtMs > nowMs + CLOCKS_DIFFER_MS) problem("calledAt", "The call cannot lie in the future.");

  const outcome = ATTEMPT_OUTCOMES.find((known) => known === sent.outcome) ?? null;
  if (outcome === null) problem("outcome", "Choose what came of the call.");
  let tryAgainAtMs: number | null = null;
  if (outcome !== null && !handsOff(outcome)) {
    tryAgainAtMs = instantOfMinute(sent.tryAgainAt, timeZone);
    if (tryAgainAtMs === null) problem("tryAgainAt", "Give the day and time of the next try.");
    else if (calledAtMs !== null && tryAgainAtMs <= calledAtMs) {
      problem("tryAgainAt", "The next try lies after this call.");
    }
  }
  if (outcome !== null && NEEDS_NOTE.has(outcome) && sent.note === "") {
    problem("note", `Write ${outcome === "handed-over" ? "to whom" : "why"}.`);
  }
  if (problems.length > 0 || outcome === null || calledAtMs === null) {
    return { sent, problems, attempt: null } satisfies AttemptSubmission;
  }
  const { calledBy, note } = sent;
  return { sent, problems, attempt: { outcome, note, calledBy, calledAtMs, tryAgainAtMs } } satisfies AttemptSubmission;
}

/** `"2026-03-03T09:00"`, as a field for day and time sends it; null for anything else, or a time no clock shows. */
function instantOfMinute(text: string, timeZone: string): number | null {
  const [, day = "", time = ""] = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::\d{2})?$/.exec(text) ?? [];
  return isDay(day) ? instantOf(day, time, timeZone) : null;
}
