import type { Finding } from "@plumbline/evidence";

/** Whether a finding follows from age or sex alone: what it says belongs to the prior. */
export function isDemographic(finding: Finding): boolean {
  return finding.derivedFrom !== null;
}

/** Of a condition that only the other sex can have: not zero, so that ratios stay defined; no findings bring it up. */
export const NEAR_ZERO_PRIOR = 1e-9;
