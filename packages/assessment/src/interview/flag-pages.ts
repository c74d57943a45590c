import type { Checklist } from "./checklist.ts";
import { RED_FLAG_CHECKLISTS } from "./checklists.ts";
import { LIMITS } from "./limits.ts";

/** Lists that are asked together, as many to a page as fit: most people meet two or three items of each. */
export interface FlagGroup {
  /** Also the id of its first page. */
  readonly id: string;
  /** Said over items of several lists; the items of one list keep its own words. */
  readonly question: string;
  readonly hint?: string;
  readonly why: string;
  /** Either all have a topic, then their heading, or none. */
  readonly lists: readonly Checklist[];
}

const LISTS: ReadonlyMap<string, Checklist> = new Map([...RED_FLAG_CHECKLISTS, LIMITS].map((list) => [list.id, list]));

function group(words: Omit<FlagGroup, "lists">, ...listIds: readonly string[]): FlagGroup {
  return { ...words, lists: listIds.map((id) => LISTS.get(id)!) };
}

/**
 * All lists of red flags, in the order in which they are asked. What cannot wait comes first; what everybody is asked
 * comes before what only an earlier answer can make worth asking.
 */
export const FLAG_GROUPS: readonly FlagGroup[] = [
  group(
    {
      id: "danger-now",
      question: "With this problem, have you had any of these?",
      hint: "Tick only what is new, or came with this problem.",
      why: "These can mean that you need help soon, some of them within hours. We ask everyone, and we ask first.",
    },
    "danger-now",
    "danger-sudden",
    "bladder-and-saddle",
    "weakness",
    "blood-flow",
  ),
  group(
    {
      id: "history",
      question: "Do any of these fit you?",
      why: "Your health so far changes what is likely and what is safe for you.",
    },
    "history",
    "general-health",
    "pregnancy",
    "thigh-bone",
    "how-it-began",
  ),
  group(
    {
      id: "signs",
      question: "Do any of these fit you?",
      why: "Most marks, lumps, sores and odd feelings are harmless. With what you told us, a few should be seen soon.",
    },
    "hot-or-sore",
    "knee-and-hip",
    "skin-signs",
    "lumps-and-sores",
    "foot-changes",
    "after-injury",
    "load",
    "general-health-more",
    "more-history",
    "exposures",
    "belly",
    "belly-more",
    "organs",
    "muscles",
    "foot-shape",
    "nerves-more",
    "nerves-and-hands",
    "nerves-spread",
    "pattern",
    "long-back-pain",
    "inflammation",
  ),
  group(
    {
      id: "daily-life",
      question: "In the past two weeks, has any of this been so?",
      why: "It tells how soon you should be seen. Pain can wear people down, and there is help for both.",
    },
    "limits",
    "mood",
  ),
];

const PLACES: ReadonlyMap<string, number> = new Map(
  FLAG_GROUPS.flatMap(({ lists }) => lists)
    .flatMap(({ items }) => items)
    .map(({ id }, place) => [id, place]),
);

/** When the lists of red flags ask for a finding; undefined when none does. */
export function placeInLists(findingId: string): number | undefined {
  return PLACES.get(findingId);
}
