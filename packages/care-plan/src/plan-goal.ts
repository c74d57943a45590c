import type { EvidenceBase, Treatment } from "@plumbline/evidence";
import { treatmentsWrittenOut } from "./treatment-texts.ts";

/** What a line of a plan is to reach, and when to look whether it has. */
export interface PlanGoal {
  readonly goal: string;
  /** Weeks from its start to the review; null for a referral, whose date is its own, and for what is not done. */
  readonly reviewWeeks: number | null;
  /** When to stop before, for a trial; empty otherwise. */
  readonly stopRule: string;
}

/** Where the base names no time. A guess: long enough for most exercise and devices to show, short enough to change. */
const USUAL_REVIEW_WEEKS = 6;
/** A trial where feet and back are linked lasts 4 to 6 weeks (README of the evidence base, section 3). */
const TRIAL_WEEKS = 6;

/**
 * The goal of a treatment of the base, in figures that can be measured: the changes that matter to people, as the base's
 * table of outcomes gives them for the pain scale and the patient-specific functional scale.
 *
 * @throws RangeError for a treatment that the base does not have.
 */
export function planGoal(treatmentId: string, evidence: EvidenceBase): PlanGoal {
  const treatment = treatmentsWrittenOut(evidence).find(({ id }) => id === treatmentId);
  if (treatment === undefined) throw new RangeError(`The base has no treatment "${treatmentId}".`);
  if (treatment.recommendation === "do_not_routinely") {
    return { goal: "None: this does little.", reviewWeeks: null, stopRule: "" };
  }
  if (treatment.recommendation === "refer" || treatment.recommendation === "refer_emergency") {
    return { goal: "Seen there, and what came of it back in this record.", reviewWeeks: null, stopRule: "" };
  }
  const pain = evidence.outcomes.get("nprs")?.mcid ?? "a change the person notices";
  const goal = `Pain (0 to 10) lower by ${pain}; one activity the person names clearly easier.`;
  if (treatment.recommendation !== "consider_if_linked") {
    return { goal, reviewWeeks: reviewWeeksOf(treatment), stopRule: "" };
  }
  return {
    goal: `Back pain (0 to 10) lower by ${pain}.`,
    reviewWeeks: TRIAL_WEEKS,
    stopRule: `Stop after ${TRIAL_WEEKS} weeks unless the back pain is lower by ${pain}; stop at once if it gets worse.`,
  };
}

/** The longest time to a review that the row's dose names: `"review 6-12 weeks"`, `"review at 3 months"`. */
function reviewWeeksOf({ typicalDose }: Treatment): number {
  const named =
    /review (?:at )?(?:\d+-)?(\d+) (week|month)|(?:\d+-)?(\d+)[ -](week) review|(\d+) (weeks) then review/.exec(
      typicalDose,
    );
  if (named === null) return USUAL_REVIEW_WEEKS;
  const count = Number(named[1] ?? named[3] ?? named[5]);
  return (named[2] ?? "week") === "month" ? Math.round((count * 52) / 12) : count;
}
