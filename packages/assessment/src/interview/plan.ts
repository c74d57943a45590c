import type { FindingValue } from "@plumbline/clinical-model";
import type { AnswerValue } from "./answer.ts";
import { BODY_PLACES, FINDINGS_AT, STATED_AT } from "./body-places.ts";
import type { BodyPlace } from "./body-places.ts";
import { ifYes, legOrFoot, trunk } from "./checklist.ts";
import type { Checklist } from "./checklist.ts";
import { COMPLAINT_CHECKLISTS, MOST_OF_ANOTHER_PLACE } from "./complaint-checklists.ts";
import type { ComplaintChecklist } from "./complaint-checklists.ts";
import { FLAG_GROUPS } from "./flag-pages.ts";
import type { FlagGroup } from "./flag-pages.ts";
import { withValues } from "./facts.ts";
import type { Facts } from "./facts.ts";
import type { ChecklistPage, InterviewPage } from "./page.ts";

/** A page everyone meets in the same order, if it applies to them. */
export interface PlannedPage {
  readonly id: string;
  /** Of a page that shares its items with the pages behind it: how many pages these and it would fill as things stand. */
  readonly shared?: { readonly id: string; pages(facts: Facts, matters: (findingId: string) => boolean): number };
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

function tickedPlaces(facts: Facts): readonly (typeof BODY_PLACES)[number][] {
  return BODY_PLACES.filter(({ id }) => facts.values.get(id) === true);
}

/** Asked only when there is something to choose between. */
const worst: PlannedPage = {
  id: "worst",
  page(facts) {
    const ticked = tickedPlaces(facts);
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

/** A phone shows so many items with their question, and little more. */
const MOST_ITEMS = 10;

/** What an answer opens within a group comes on a page behind it. */
const PAGES_TO_FOLLOW_UP = 2;

/** Pages that find nothing left to ask do not apply. */
function groupPages(group: FlagGroup): PlannedPage[] {
  const itemCount = group.lists.reduce((sum, { items }) => sum + items.length, 0);
  const openLists: OpenLists = (facts, matters) =>
    group.lists.map((list) => ({ list, items: openItems(list, facts, matters) }));
  return listPages(group, openLists, Math.ceil(itemCount / MOST_ITEMS) + PAGES_TO_FOLLOW_UP);
}

type OpenLists = (facts: Facts, matters: (findingId: string) => boolean) => readonly OpenList[];

function listPages(words: Omit<FlagGroup, "lists">, openLists: OpenLists, most: number): PlannedPage[] {
  const shared = {
    id: words.id,
    pages: (facts: Facts, matters: (findingId: string) => boolean) =>
      Math.ceil(openLists(facts, matters).reduce((sum, { items }) => sum + items.length, 0) / MOST_ITEMS),
  };
  return Array.from({ length: most }, (_, at) => {
    const id = at === 0 ? words.id : `${words.id}-page-${at + 1}`;
    return { id, shared, page: (facts, matters) => listsPage(id, words, openLists(facts, matters)), apply: applyTicks };
  });
}

const DETAILS = {
  id: "what-fits",
  question: "At each place that you ticked: what fits?",
  why: "The exact spot says most about the cause.",
};

/**
 * What exactly is wrong at the places that were ticked: all of it at the one that bothers most, and there first. Where
 * nothing that was asked fits, the rest of that place follows: who says "my knee" has a complaint, and it must not get
 * lost.
 */
const DETAIL_PAGES: readonly PlannedPage[] = listPages(
  DETAILS,
  (facts) => {
    const isMain = ({ places }: ComplaintChecklist): boolean =>
      facts.main === null ? tickedPlaces(facts).length === 1 : places.includes(facts.main);
    return COMPLAINT_CHECKLISTS.filter((list) => ifYes(...list.places)(facts))
      .toSorted((a, b) => Number(isMain(b)) - Number(isMain(a)))
      .map((list) => {
        const asked = list.items.slice(0, list.mostBeside ?? MOST_OF_ANOTHER_PLACE);
        const isMissed = asked.every(({ id }) => facts.values.has(id)) && list.places.some(isUnstated(facts));
        const most = isMain(list) || isMissed ? list.items.length : asked.length;
        return { list, items: openItems({ ...list, items: list.items.slice(0, most) }, facts) };
      });
  },
  Math.ceil(COMPLAINT_CHECKLISTS.reduce((sum, { items }) => sum + items.length, 0) / MOST_ITEMS) + PAGES_TO_FOLLOW_UP,
);

/** Whether a place was ticked and nothing the person said so far tells what is wrong there. */
function isUnstated({ values }: Facts): (place: BodyPlace) => boolean {
  return (place) => values.get(place) === true && !STATED_AT[place].some((id) => values.get(id) === true);
}

interface OpenList {
  readonly list: Checklist;
  readonly items: ChecklistPage["items"];
}

/** The next page of these lists; null when nothing of them is left. */
function listsPage(
  id: string,
  words: Pick<FlagGroup, "question" | "hint" | "why">,
  lists: readonly OpenList[],
): ChecklistPage | null {
  if (lists.every(({ items }) => items.length === 0)) return null;
  // Filled up, not shared out: what a later answer adds must not move items that were asked already.
  let room = MOST_ITEMS;
  const shown = lists.flatMap(({ list, items }) => {
    const fitting = items.slice(0, room);
    room -= fitting.length;
    return fitting.length === 0 ? [] : [{ list, items: fitting }];
  });
  const isOneList = shown.length === 1;
  const { question, hint = "Tick all that fit.", why } = isOneList ? shown[0]!.list : words;
  const items = shown.flatMap(({ list, items: ofList }) =>
    list.topic === undefined || isOneList ? ofList : ofList.map((item) => ({ ...item, group: list.topic! })),
  );
  return { id, kind: "checklist", question, hint, why, items };
}

/** What of a list is still to be asked, as things stand. */
function openItems(
  list: Checklist,
  facts: Facts,
  matters: (findingId: string) => boolean = () => true,
): ChecklistPage["items"] {
  if (list.need !== undefined && !list.need(facts)) return [];
  return list.items
    .filter((item) => !facts.values.has(item.id))
    .filter((item) => item.need === undefined || item.need(facts))
    .filter((item) => list.isForAll === true || matters(item.id))
    .map(({ id, label }) => ({ id, label }));
}

/** What the person came for: first, in the order in which people tell it. */
const COMPLAINT: readonly PlannedPage[] = [where, worst, side, ...DETAIL_PAGES, age, sex];

const FLAG_PAGES: readonly PlannedPage[] = FLAG_GROUPS.flatMap(groupPages);

/**
 * All pages before the questions chosen by gain, in their order: the complaint, the red flags, and what the office needs to
 * know of every complaint.
 */
export const PLAN: readonly PlannedPage[] = [...COMPLAINT, ...FLAG_PAGES, duration, severity];

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
