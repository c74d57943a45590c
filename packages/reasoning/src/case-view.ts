import type { EvidenceBase } from "@plumbline/evidence";
import { complaintShares } from "./attribution.ts";
import type { Shares } from "./attribution.ts";
import { complaintFrame } from "./complaint-frame.ts";
import type { CaseSetting, ComplaintFrame } from "./complaint-frame.ts";
import type { Complaint } from "./complaint-table.ts";
import type { ConditionModel } from "./condition-model.ts";
import { directionProbabilities } from "./direction.ts";
import type { DirectionProbabilities } from "./direction.ts";

/** What posteriors mean for the complaints of one person. */
export interface CaseView {
  readonly frame: ComplaintFrame;
  readonly shares: readonly Shares[];
  readonly direction: DirectionProbabilities;
}

/** Complaints, their shares and the direction, for given states and posteriors. `stated` as in {@link complaintFrame}. */
export function caseView(
  states: ReadonlyMap<string, boolean>,
  posteriors: Float64Array,
  setting: CaseSetting,
  model: ConditionModel,
  evidence: EvidenceBase,
  stated?: readonly Complaint[],
): CaseView {
  return viewOf(complaintFrame(states, setting, model, evidence, stated), posteriors, evidence);
}

/** The same complaints under these posteriors. */
export function viewOf(frame: ComplaintFrame, posteriors: Float64Array, evidence: EvidenceBase): CaseView {
  const shares = frame.complaints.map((causes) => complaintShares(causes, posteriors));
  return { frame, shares, direction: directionProbabilities(shares, evidence.parameters) };
}
