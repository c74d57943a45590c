import { legOrFoot, trunk } from "./checklist.ts";
import type { Checklist } from "./checklist.ts";

/** What the trouble keeps the person from: it decides whether advice at home may be enough, and is no evidence. */
export const LIMITS: Checklist = {
  id: "limits",
  question: "Does this problem hold you back in any of these?",
  hint: "Tick all that fit.",
  why: "It tells how soon you should be seen, and what care should help you do again.",
  isForAll: true,
  need: (facts) => trunk(facts) || legOrFoot(facts),
  items: [
    { id: "s_limits_walking", label: "Walking: I go less far, I limp or I need help" },
    { id: "s_limits_work", label: "Work or chores at home: I do less, or miss days" },
  ],
};
