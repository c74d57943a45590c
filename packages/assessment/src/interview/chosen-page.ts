import type { EvidenceBase } from "@plumbline/evidence";
import type { Answer, AnswerValue } from "./answer.ts";
import { mayBeAt, withValues } from "./facts.ts";
import type { Facts } from "./facts.ts";
import { FOOT_PLACES } from "./body-places.ts";
import type { ChecklistPage, ChoicePage, InterviewPage } from "./page.ts";
import { applyTicks } from "./plan.ts";
import { TOPICS } from "./topics.ts";
import type { TopicId } from "./topics.ts";
import { ORDER_FINDINGS, topicOf } from "./when-to-ask.ts";
import { whyWeAsk } from "./why-we-ask.ts";

const CAME_FIRST = "came-first";

/**
 * The page that asks for these findings: one question of the base by itself, several of one topic as a list to tick, and
 * the two questions about order as one. Its id is the finding's, or the topic with the turn: `"heel-3"`.
 *
 * @param findingIds - Yes/no findings of the base, all of one topic; at least one.
 */
export function chosenPage(findingIds: readonly string[], nth: number, evidence: EvidenceBase): InterviewPage {
  if (findingIds.some((id) => ORDER_FINDINGS.includes(id))) return cameFirstPage();
  const [only, second] = findingIds;
  return second === undefined
    ? questionPage(only!, evidence)
    : listPage(`${topicOf(only!)}-${nth}`, findingIds, evidence);
}

/**
 * The page that an answer answered, as it stands now; null when nothing on it is a question any more.
 *
 * @param isOpen - Whether a finding is not known from elsewhere and makes sense to this person.
 */
export function answeredPage(
  id: string,
  answer: Answer,
  isOpen: (findingId: string) => boolean,
  evidence: EvidenceBase,
): InterviewPage | null {
  if (id === CAME_FIRST) return ORDER_FINDINGS.every(isOpen) ? cameFirstPage() : null;
  if (evidence.findings.has(id)) return isOpen(id) ? questionPage(id, evidence) : null;
  if (answer.kind !== "ticks") return null;
  const ids = answer.shown.filter(isOpen);
  return ids.length === 0 ? null : listPage(id, ids, evidence);
}

export function topicOfPage(page: InterviewPage): TopicId {
  if (page.id === CAME_FIRST) return "order";
  return topicOf(page.kind === "checklist" ? page.items[0]!.id : page.id);
}

/** The facts with the answer to a chosen page in them. */
export function applyChosen(facts: Facts, answer: AnswerValue, page: InterviewPage): Facts {
  if (page.kind === "checklist") return applyTicks(facts, answer, page);
  const value = answer.kind === "choice" ? answer.value : null;
  if (page.id !== CAME_FIRST) return withValues(facts, [[page.id, value === null ? null : value === "yes"]]);
  return withValues(facts, [
    ["h_onset_order", value],
    ["h_foot_before_back", value === null ? null : value === "foot" && mayBeAt(facts, FOOT_PLACES)],
    ["h_back_before_foot", value === null ? null : value === "back"],
  ]);
}

function questionPage(findingId: string, evidence: EvidenceBase): ChoicePage {
  return {
    id: findingId,
    kind: "choice",
    question: evidence.findings.get(findingId)!.questionPlain,
    why: whyWeAsk(TOPICS[topicOf(findingId)].why, [findingId], evidence),
    options: [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ],
  };
}

function listPage(id: string, findingIds: readonly string[], evidence: EvidenceBase): ChecklistPage {
  const { question, why } = TOPICS[topicOf(findingIds[0]!)];
  return {
    id,
    kind: "checklist",
    question,
    hint: "Tick each one that you would answer with yes.",
    why: whyWeAsk(why, findingIds, evidence),
    items: findingIds.map((findingId) => ({
      id: findingId,
      label: evidence.findings.get(findingId)!.questionPlain,
    })),
  };
}

function cameFirstPage(): ChoicePage {
  return {
    id: CAME_FIRST,
    kind: "choice",
    question: "Which came first, your back trouble or your leg or foot trouble?",
    hint: "By weeks or more.",
    why: TOPICS.order.why,
    options: [
      { value: "foot", label: "My leg or foot, by weeks or more" },
      { value: "back", label: "My back, by weeks or more" },
      { value: "same time", label: "Both at about the same time" },
      { value: "only one", label: "I have only one of them" },
    ],
  };
}
