import { notOk, ok } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import type { Answer, AnswerValue, Turn } from "./answer.ts";
import type { InterviewPage } from "./page.ts";

/** What "none of these" and "I don't know" send from a form. No finding has such a name. */
export const NONE_OF_THESE = "none-of-these";
export const DONT_KNOW = "dont-know";

/**
 * A filled-in form as an answer.
 *
 * @param sent - Every value the form sent for the page, in any order; a number as it was typed.
 * @param turn - As the interview gave it with the page; null when the page was not chosen by gain.
 * @returns The answer, or what is wrong with it in words for the person: `interview/no-answer`,
 * `interview/contradiction`, `interview/not-a-number`, `interview/out-of-range` or `interview/unknown-option`.
 */
export function readAnswer(page: InterviewPage, sent: readonly string[], turn: Turn | null): Result<Answer> {
  const value = readValue(
    page,
    sent.map((text) => text.trim()).filter((text) => text !== ""),
  );
  return value.ok && turn !== null ? ok({ ...value.value, turn }) : value;
}

function readValue(page: InterviewPage, sent: readonly string[]): Result<AnswerValue> {
  if (page.kind === "confirm" && sent.length === 0) return ok({ kind: "unknown" });
  if (sent.length === 0) return problem(page, "no-answer", whatToChoose(page));
  switch (page.kind) {
    case "checklist":
      return readTicks(page, sent);
    case "choice":
    case "confirm": {
      const [value] = sent;
      if (value === DONT_KNOW) return ok({ kind: "unknown" });
      if (value !== undefined && page.options.some((option) => option.value === value))
        return ok({ kind: "choice", value });
      return problem(page, "unknown-option", whatToChoose(page));
    }
    case "number":
    case "scale": {
      if (sent.includes(DONT_KNOW)) {
        if (sent.length === 1) return ok({ kind: "unknown" });
        return problem(page, "contradiction", "Type a number, or choose “I don’t know”, not both.");
      }
      return readNumber(page, sent[0] ?? "");
    }
  }
}

function readTicks(page: Extract<InterviewPage, { kind: "checklist" }>, sent: readonly string[]): Result<AnswerValue> {
  const shown = page.items.map(({ id }) => id);
  const ticked = shown.filter((id) => sent.includes(id));
  const isNone = sent.includes(NONE_OF_THESE);
  const isUnknown = sent.includes(DONT_KNOW);
  if (!isNone && !isUnknown && ticked.length === 0) return problem(page, "unknown-option", whatToChoose(page));
  if (isNone && ticked.length > 0) {
    const label = page.items.find(({ id }) => id === ticked[0])?.label ?? "";
    return problem(page, "contradiction", `You ticked “${label}” and also that none fit. Untick one of them.`);
  }
  if (isNone && isUnknown) {
    return problem(page, "contradiction", "You ticked that none fit and also “I don’t know”. Untick one of them.");
  }
  // With the items: of a page that was put together for this person nothing else would tell what was on it.
  return ok({ kind: "ticks", ticked, shown, others: isUnknown ? "unknown" : "no" });
}

function readNumber(page: Extract<InterviewPage, { kind: "number" | "scale" }>, text: string): Result<AnswerValue> {
  const { min, max, unit } = page.kind === "number" ? page : { min: 0, max: 10, unit: "" };
  if (!/^\d{1,6}$/.test(text)) {
    return problem(page, "not-a-number", `Type a whole number${unit === "" ? "" : ` of ${unit}`}, such as 54.`);
  }
  const value = Number(text);
  if (value < min || value > max) return problem(page, "out-of-range", `Type a number from ${min} to ${max}.`);
  return ok({ kind: "number", value });
}

function whatToChoose(page: InterviewPage): string {
  switch (page.kind) {
    case "checklist":
      return "Tick what fits, or “None of these”, or “I don’t know”.";
    case "choice":
    case "confirm":
    case "scale":
      return "Choose one answer. “I don’t know” is fine.";
    case "number":
      return `Type a whole number of ${page.unit}, or choose “I don’t know”.`;
  }
}

function problem(page: InterviewPage, code: string, message: string) {
  return notOk({ code: `interview/${code}`, path: page.id, message });
}
