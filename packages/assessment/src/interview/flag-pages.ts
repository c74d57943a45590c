import type { Checklist } from "./checklist.ts";
import { RED_FLAG_CHECKLISTS } from "./checklists.ts";

/** Lists that are asked together, as many to a page as fit: most people meet two or three items of each. */
export interface FlagGroup {
  /** Also the id of its first page. */
  readonly id: string;
  /** Said over items of several lists; the items of one list keep its own words. */
  readonly question: string;
  readonly why: string;
  readonly lists: readonly Checklist[];
}

const ANY = "Do any of these fit you?";

/** By the id of the list that begins each group; the others follow in the order of the lists. */
const BEGINS: Readonly<Record<string, Pick<FlagGroup, "question" | "why">>> = {
  "danger-now": {
    question: "With this problem, have you had any of these?",
    why: "These can mean an emergency. We ask everyone, and we ask first.",
  },
  "bladder-and-saddle": {
    question: "Is any of this new for you?",
    why: "Nerves low in the spine also serve the bladder, the bowels and the legs. If they are squeezed, hours count.",
  },
  "blood-flow": {
    question: "Does your leg or foot show any of these?",
    why: "These show whether blood flows as it should, and whether there is an infection.",
  },
  history: { question: ANY, why: "Your history changes what is likely and what is safe for you." },
  "general-health": {
    question: "Since this began, have you had any of these?",
    why: "Most pain comes from muscles, joints and nerves. These can point to another cause.",
  },
  "knee-and-hip": {
    question: "Does any of this fit how it began, or how your leg is now?",
    why: "These help to tell a sprain from a break or a tear.",
  },
  "skin-signs": {
    question: "Do you see or feel any of these on your leg or foot?",
    why: "Most marks, lumps and sores are harmless. A few should be seen soon.",
  },
  "more-history": {
    question: ANY,
    why: "With what you told us, these help to tell a rare cause from a common one.",
  },
  mood: {
    question: "In the past two weeks, has any of this been true for you?",
    why: "Low mood makes pain harder to bear, and there is help for both. We ask everyone.",
  },
};

/** All lists of red flags, in their order. */
export const FLAG_GROUPS: readonly FlagGroup[] = RED_FLAG_CHECKLISTS.reduce<FlagGroup[]>((groups, list) => {
  const begin = BEGINS[list.id];
  const last = groups.at(-1);
  if (begin !== undefined || last === undefined) groups.push({ id: list.id, ...(begin ?? list), lists: [list] });
  else groups[groups.length - 1] = { ...last, lists: [...last.lists, list] };
  return groups;
}, []);

const PLACES: ReadonlyMap<string, number> = new Map(
  RED_FLAG_CHECKLISTS.flatMap(({ items }) => items).map(({ id }, place) => [id, place]),
);

/** When the lists of red flags ask for a finding; undefined when none does. */
export function placeInLists(findingId: string): number | undefined {
  return PLACES.get(findingId);
}
