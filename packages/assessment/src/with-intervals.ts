import type { Assessment, CaseFile, Interval } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { INTERVAL_DEFAULTS, intervals, knownFindings } from "@plumbline/reasoning";
import type { IntervalOptions } from "@plumbline/reasoning";
import { settleContradictions } from "./contradictions.ts";

/**
 * The same assessment with an interval beside every probability of a condition, a direction, a link and a share of a
 * complaint: how far they move with the doubt in the base's figures. Takes many times as long as {@link assess} (about a
 * second), so it is a step of its own.
 *
 * @param assessment - What `assess(caseFile, evidence)` gave.
 */
export function withIntervals(
  assessment: Assessment,
  caseFile: CaseFile,
  evidence: EvidenceBase,
  options: IntervalOptions = INTERVAL_DEFAULTS,
): Assessment {
  const settled = settleContradictions(caseFile, evidence).caseFile;
  const found = intervals(settled, knownFindings(settled, evidence), evidence, options);
  return {
    ...assessment,
    direction: { ...assessment.direction, intervals: found.direction },
    conditions: assessment.conditions.map((condition) => ({
      ...condition,
      interval: found.conditions.get(condition.id) ?? null,
    })),
    links: assessment.links.map((link) => ({ ...link, interval: found.links.get(link.id) ?? null })),
    complaints: assessment.complaints.map((complaint) => {
      const shares = found.complaints.get(complaint.id);
      return {
        ...complaint,
        causes: complaint.causes.map((cause) => ({
          ...cause,
          interval: shares?.causes.get(cause.conditionId) ?? null,
        })),
        // Small shares that are not listed were added to what is told as unexplained.
        unexplainedInterval: shares === undefined ? null : holding(shares.unexplained, complaint.unexplained),
      };
    }),
  };
}

function holding({ low, high }: Interval, value: number): Interval {
  return { low: Math.min(low, value), high: Math.max(high, value) };
}
