import { isBySide } from "@plumbline/clinical-model";
import type { CaseFile, PlanLine, Triage, TriageLevel } from "@plumbline/clinical-model";
import type { ConditionRole, EvidenceBase } from "@plumbline/evidence";
import type { KnownFindings } from "@plumbline/reasoning";

/**
 * Kinds of care that a person can begin without a visit. All other categories of `treatments.csv` need hands, a device, a
 * prescription or an examination first; a category that is new to the base does too.
 */
const AT_HOME: ReadonlySet<string> = new Set(["activity", "education", "exercise", "footwear", "lifestyle"]);

/** What is wrong in a nerve or in the whole body is seen by a clinician before anyone treats it alone. */
const MAY_WAIT: ReadonlySet<ConditionRole> = new Set([
  "foot-origin mechanical",
  "local-foot-only",
  "proximal-limb mechanical",
  "spine-origin mechanical",
]);

/** Pain up to here is mild, on a scale of 0 to 10 (expert estimate). */
const MILD_PAIN = 3;

const PAIN_SCORES = ["s_back_nprs", "s_foot_nprs"] as const;

interface Known {
  readonly caseFile: CaseFile;
  readonly states: KnownFindings["states"];
  readonly triage: Triage;
  readonly plan: readonly PlanLine[];
}

/**
 * The level of a person for whom no flag stands: `self-care` where advice is enough, else `routine`, a visit. Advice is
 * enough only when all of this is known, for what is unknown is not "no":
 *
 * - no flag was raised, not even one that the person's answer lifted;
 * - an adult, not pregnant;
 * - nothing limits walking or work, and pain is mild where it was told;
 * - what is proposed first is something a person can begin at home, for a mechanical or local cause.
 */
export function baseLevel(known: Known, evidence: EvidenceBase): TriageLevel {
  const { caseFile, states, triage, plan } = known;
  const { age } = caseFile;
  if (triage.flags.length > 0 || triage.overrides.length > 0) return triage.level;
  const isCovered =
    age !== null && age >= 18 && states.get("age_under_18") !== true && states.get("h_pregnant") !== true;
  const limitsNothing = states.get("s_limits_walking") === false && states.get("s_limits_work") === false;
  const isMild = PAIN_SCORES.every((id) => painOf(caseFile, id) <= MILD_PAIN);
  const [first] = plan;
  const canBeginAtHome =
    first !== undefined &&
    first.recommendation === "first_line" &&
    AT_HOME.has(first.category) &&
    MAY_WAIT.has(evidence.conditions.get(first.conditionId)?.role ?? "systemic/red flag");
  return isCovered && limitsNothing && isMild && canBeginAtHome ? "self-care" : "routine";
}

/** The worst of what was told, 0 to 10; 0 when nothing was. */
function painOf({ findings }: CaseFile, id: string): number {
  const entry = findings[id];
  const values = entry === undefined ? [] : isBySide(entry) ? [entry.left, entry.right] : [entry];
  return Math.max(0, ...values.filter((value) => typeof value === "number"));
}
