import type { AnswerValue } from "./answer.ts";
import type { InterviewPage } from "./page.ts";

/**
 * Whether an answer answers this page as it stands now. A checklist that has gained an item since (because an earlier
 * answer changed) is asked again: nobody said no to what they never saw.
 */
export function fits(answer: AnswerValue, page: InterviewPage): boolean {
  if (answer.kind === "unknown") return true;
  switch (page.kind) {
    case "checklist":
      return answer.kind === "ticks" && page.items.every(({ id }) => answer.shown.includes(id));
    case "choice":
    case "confirm":
      return answer.kind === "choice" && page.options.some(({ value }) => value === answer.value);
    case "number":
      return answer.kind === "number" && answer.value >= page.min && answer.value <= page.max;
    case "scale":
      return answer.kind === "number" && Number.isInteger(answer.value) && answer.value >= 0 && answer.value <= 10;
  }
}
