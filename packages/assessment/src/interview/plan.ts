import type { FindingValue } from "@plumbline/clinical-model";
import type { AnswerValue } from "./answer.ts";
import { BODY_PLACES, FINDINGS_AT } from "./body-places.ts";
import { legOrFoot, trunk } from "./checklist.ts";
import type { Checklist } from "./checklist.ts";
import { COMPLAINT_CHECKLISTS } from "./complaint-checklists.ts";
import { FLAG_GROUPS } from "./flag-pages.ts";
import type { FlagGroup } from "./flag-pages.ts";
import { LIMITS } from "./limits.ts";
import { withValues } from "./facts.ts";
import type { Facts } from "./facts.ts";
import type { ChecklistPage, InterviewPage } from "./page.ts";

/** A page everyone meets in the same order, if it applies to them. */
export interface PlannedPage {
  readonly id: string;
  /** Holds nothing but what an earlier answer may make needless: most people never see it. */
  readonly isSeldomAsked?: boolean;
  /** null when it does not apply. Looks only at what earlier pages said, so that going on never changes an earlier page. */
  page(facts: Facts, matters: (findingId: string) => boolean): InterviewPage | null;
  /** The facts with the answer in them. */
  apply(facts: Facts, answer: AnswerValue, page: InterviewPage): Facts;
}

const age: PlannedPage = {
  id: "age",
  page: () => ({
    id: "age",
    kind: "number",
    question: "How old are you?",
    why: "Many conditions are common at one age and rare at another.",
    unit: "years",
    min: 0,
    max: 120,
  }),
  apply: (facts, answer) => (answer.kind === "number" ? { ...facts, age: answer.value } : facts),
};

const sex: PlannedPage = {
  id: "sex",
  page: () => ({
    id: "sex",
    kind: "choice",
    question: "What sex were you given at birth?",
    why: "Bones, hormones and some illnesses differ by sex at birth.",
    options: [
      { value: "female", label: "Female" },
      { value: "male", label: "Male" },
      { value: "other", label: "Other, or I prefer not to say" },
    ],
  }),
  apply: (facts, answer) =>
    answer.kind === "choice" && (answer.value === "female" || answer.value === "male")
      ? { ...facts, sex: answer.value }
      : facts,
};

const where: PlannedPage = {
  id: "where",
  page: () => ({
    id: "where",
    kind: "checklist",
    question: "Where does it hurt or feel wrong?",
    hint: "Tick every place that has bothered you in the last month.",
    why: "What we ask next depends on it.",
    items: BODY_PLACES,
  }),
  apply(facts, answer, page) {
    const known = applyTicks(facts, answer, page);
    const elsewhere = BODY_PLACES.filter(({ id }) => known.values.get(id) === false).flatMap(
      ({ id }) => FINDINGS_AT[id] ?? [],
    );
    return withValues(
      known,
      elsewhere.map((id) => [id, false]),
    );
  },
};

/** Asked only when there is something to choose between. */
const worst: PlannedPage = {
  id: "worst",
  page(facts) {
    const ticked = BODY_PLACES.filter(({ id }) => facts.values.get(id) === true);
    if (ticked.length < 2) return null;
    return {
      id: "worst",
      kind: "choice",
      question: "Which of these bothers you most?",
      why: "We look for the cause of your main trouble first.",
      options: ticked.map(({ id, label }) => ({ value: id, label })),
    };
  },
  apply: (facts, answer) => ({ ...facts, main: BODY_PLACES.find(({ id }) => id === choiceOf(answer))?.id ?? null }),
};

const side: PlannedPage = {
  id: "side",
  page: (facts) =>
    legOrFoot(facts)
      ? {
          id: "side",
          kind: "choice",
          question: "Which leg or foot is it?",
          hint: "Your own left or right.",
          why: "One side points to other causes than both sides.",
          options: [
            { value: "left", label: "Left" },
            { value: "right", label: "Right" },
            { value: "both", label: "Both" },
          ],
        }
      : null,
  apply: (facts, answer) =>
    answer.kind === "choice" && (answer.value === "left" || answer.value === "right")
      ? { ...facts, side: answer.value }
      : facts,
};

const duration: PlannedPage = {
  id: "duration",
  page: () => ({
    id: "duration",
    kind: "choice",
    question: "How long have you had this problem?",
    why: "New pain and old pain heal in different ways.",
    options: [
      { value: "<6 weeks", label: "Less than 6 weeks" },
      { value: "6-12 weeks", label: "6 to 12 weeks" },
      { value: "3-12 months", label: "3 to 12 months" },
      { value: ">1 year", label: "More than a year" },
    ],
  }),
  apply: (facts, answer) => withValues(facts, [["h_duration", choiceOf(answer)]]),
};

const severity: PlannedPage = {
  id: "severity",
  page: (facts) =>
    trunk(facts) || legOrFoot(facts)
      ? {
          id: "severity",
          kind: "scale",
          question: "How bad was your worst pain this week?",
          why: "It tells how soon you should be seen, and shows later whether care helped.",
          lowWord: "no pain",
          highWord: "worst pain you can think of",
        }
      : null,
  // One number for the person: the base has one for the back and one for the foot, and the back's counts when both hurt.
  apply: (facts, answer) =>
    withValues(facts, [
      [
        facts.values.get("s_back_pain") === true ? "s_back_nprs" : "s_foot_nprs",
        answer.kind === "number" ? answer.value : null,
      ],
    ]),
};

function checklistPage(list: Checklist): PlannedPage {
  return pageOf(list.id, { ...list, lists: [list] });
}

/** A phone shows so many items with their question; lists are not torn apart for it. */
const MOST_ITEMS = 10;

/** What an answer opens within a group comes on a page behind it. */
const PAGES_TO_FOLLOW_UP = 2;

/** Pages that find nothing left to ask do not apply. */
function groupPages(group: FlagGroup): PlannedPage[] {
  return Array.from({ length: group.lists.length + PAGES_TO_FOLLOW_UP }, (_, at) =>
    pageOf(at === 0 ? group.id : `${group.id}-page-${at + 1}`, group),
  );
}

function pageOf(
  id: string,
  group: Pick<FlagGroup, "question" | "why" | "lists"> & { readonly hint?: string },
): PlannedPage {
  return {
    id,
    isSeldomAsked: group.lists.every((list) => list.items.every((item) => item.onlyForFlags)),
    page(facts, matters) {
      const open = group.lists.flatMap((list) => {
        const items = openItems(list, facts, matters);
        return items.length === 0 ? [] : [{ list, items }];
      });
      let fitting = 0;
      for (let count = 0; fitting < open.length; fitting++) {
        count += open[fitting]!.items.length;
        if (count > MOST_ITEMS && fitting > 0) break;
      }
      const shown = open.slice(0, fitting);
      if (shown.length === 0) return null;
      const {
        question,
        hint = "Tick all that fit.",
        why,
      } = shown.length === 1 ? shown[0]!.list : { ...group, hint: undefined };
      return { id, kind: "checklist", question, hint, why, items: shown.flatMap(({ items }) => items) };
    },
    apply: applyTicks,
  };
}

/** What of a list is still to be asked, as things stand. */
function openItems(list: Checklist, facts: Facts, matters: (findingId: string) => boolean): ChecklistPage["items"] {
  if (list.need !== undefined && !list.need(facts)) return [];
  return list.items
    .filter((item) => !facts.values.has(item.id))
    .filter((item) => item.need === undefined || item.need(facts))
    .filter((item) => item.onlyForFlags === undefined || matters(item.id))
    .map(({ id, label }) => ({ id, label }));
}

/** What the person came for: first, in the order in which people tell it. */
const COMPLAINT: readonly PlannedPage[] = [where, worst, side, ...COMPLAINT_CHECKLISTS.map(checklistPage), age, sex];

const FLAG_PAGES: readonly PlannedPage[] = FLAG_GROUPS.flatMap(groupPages);

/**
 * All pages before the questions chosen by gain, in their order: the complaint, the red flags, and what the office needs to
 * know of every complaint.
 */
export const PLAN: readonly PlannedPage[] = [...COMPLAINT, ...FLAG_PAGES, duration, severity, checklistPage(LIMITS)];

/** How many pages of {@link PLAN} come before the last list of red flags is behind. */
export const PAGES_TO_LAST_FLAG_LIST = COMPLAINT.length + FLAG_PAGES.length;

/** Ticked is yes; not ticked is no, or unknown when the person said so; an item they never saw stays unasked. */
export function applyTicks(facts: Facts, answer: AnswerValue, page: InterviewPage): Facts {
  const items = itemsOf(page);
  if (answer.kind === "unknown")
    return withValues(
      facts,
      items.map(({ id }) => [id, null]),
    );
  if (answer.kind !== "ticks") return facts;
  return withValues(
    facts,
    items.map(({ id }) => [id, answer.ticked.includes(id) ? true : answer.others === "unknown" ? null : false]),
  );
}

function itemsOf(page: InterviewPage): ChecklistPage["items"] {
  return page.kind === "checklist" ? page.items : [];
}

function choiceOf(answer: AnswerValue): FindingValue | null {
  return answer.kind === "choice" ? answer.value : null;
}
