import type { Direction, TriageLevel } from "@plumbline/clinical-model";
import { evaluateRule, findingsOfRule } from "@plumbline/evidence";
import type { EvidenceBase, RedFlag } from "@plumbline/evidence";
import { causeDirection, conditionModel, isOfTheFeet, statedComplaints } from "@plumbline/reasoning";
import type { Complaint } from "@plumbline/reasoning";
import type { Origin } from "./effects.ts";

/** What truly brought a complaint about. */
export interface ComplaintTruth {
  readonly complaintId: string;
  /** Null: nothing that the base knows (the leak). */
  readonly conditionId: string | null;
  readonly direction: Direction | null;
}

/** What is truly so of a made-up person. */
export interface Truth {
  /** Ids of the conditions that are present, in the order of the base. */
  readonly conditions: readonly string[];
  /** Condition behind each present effect that has one. */
  readonly causeOfFinding: Readonly<Record<string, string>>;
  readonly complaints: readonly ComplaintTruth[];
  /** Condition behind the main complaint; null: none that the base knows. */
  readonly mainCause: string | null;
  /** Null: nothing that the base knows lies behind any complaint, so no direction is right or wrong. */
  readonly direction: Direction | null;
  /** Red flags whose danger is really there: see {@link trueDangers}. */
  readonly dangers: readonly string[];
  /** The highest level of these; `routine` without any. */
  readonly urgency: TriageLevel;
}

/**
 * Each stated complaint with its cause: the earliest origin of the findings that state it. Back pain that a foot drives has
 * that cause; otherwise a condition with an ascending link has not caused it, since only the link may say so.
 *
 * @param driver - Index of the condition that drives the back pain.
 */
export function complaintTruths(
  states: ReadonlyMap<string, boolean>,
  origins: ReadonlyMap<string, Origin>,
  driver: number | null,
  evidence: EvidenceBase,
): readonly ComplaintTruth[] {
  const { conditions } = conditionModel(evidence);
  return statedComplaints(states).map((complaint): ComplaintTruth => {
    const isDriven = complaint.id === "back_pain" && driver !== null;
    const index = isDriven ? driver : earliestCause(complaint, states, origins);
    const condition = index === null ? undefined : conditions[index];
    if (condition === undefined) return { complaintId: complaint.id, conditionId: null, direction: null };
    const isUpward = isDriven && isOfTheFeet(condition);
    return {
      complaintId: complaint.id,
      conditionId: condition.id,
      direction: isUpward ? "foot-drives-back" : causeDirection(condition, complaint.place),
    };
  });
}

function earliestCause(
  complaint: Complaint,
  states: ReadonlyMap<string, boolean>,
  origins: ReadonlyMap<string, Origin>,
): number | null {
  let first: Origin | undefined;
  for (const id of complaint.statedBy) {
    const origin = states.get(id) === true ? origins.get(id) : undefined;
    if (origin !== undefined && (first === undefined || origin.time < first.time)) first = origin;
  }
  return first?.condition ?? null;
}

/**
 * The direction of the person, in the words of the product: `foot-drives-back` when the back pain is driven,
 * `spine-drives-foot` when some leg or foot complaint comes from the spine, `both` when both hold, or when another foot
 * complaint beside the spine's has a cause of its own where it is felt. Otherwise the direction of the main complaint
 * (local or none), or of the first complaint with a known cause when the main one has none.
 *
 * Complaints noted in passing count only when there is no other.
 */
export function trueDirection(
  truths: readonly ComplaintTruth[],
  complaints: readonly Complaint[],
  mainComplaintId: string | null,
): Direction | null {
  const kindOf = new Map(complaints.map(({ id, kind }) => [id, kind]));
  const placeOf = new Map(complaints.map(({ id, place }) => [id, place]));
  const main = truths.filter(({ complaintId }) => kindOf.get(complaintId) !== "beside");
  const counted = (main.length > 0 ? main : truths).filter(({ direction }) => direction !== null);
  const isUp = counted.some(({ direction }) => direction === "foot-drives-back");
  const isDown = counted.some(({ direction }) => direction === "spine-drives-foot");
  const hasOwnFoot = counted.some(
    ({ complaintId, direction }) => placeOf.get(complaintId) === "foot" && direction === "local",
  );
  if (isDown) return isUp || hasOwnFoot ? "both" : "spine-drives-foot";
  if (isUp) return "foot-drives-back";
  const decisive = counted.find(({ complaintId }) => complaintId === mainComplaintId) ?? counted[0];
  return decisive?.direction ?? null;
}

/**
 * The red flags whose danger is really there: the condition the flag is about is present, and either is dangerous whenever
 * it is present (a red-flag condition of the base), or has itself brought about a finding that makes the rule true (an
 * artery disease of the legs is no emergency, but the rest pain it causes is).
 */
export function trueDangers(
  states: ReadonlyMap<string, boolean>,
  present: ReadonlySet<string>,
  causeOfFinding: Readonly<Record<string, string>>,
  evidence: EvidenceBase,
): readonly RedFlag[] {
  return evidence.redFlags.filter(({ conditionId, rule, level }) => {
    if ((level !== "emergency" && level !== "urgent") || !present.has(conditionId)) return false;
    if (evidence.conditions.get(conditionId)?.isRedFlag === true) return true;
    if (evaluateRule(rule, (id) => states.get(id) ?? null) !== true) return false;
    return findingsOfRule(rule).some((id) => causeOfFinding[id] === conditionId);
  });
}
