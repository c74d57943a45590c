import { logOddsStep } from "@plumbline/clinical-model";
import type { Assessment } from "@plumbline/clinical-model";

/**
 * An assessment as it was stored, made whole: one from an earlier version lacks what later versions added, and a page
 * must be able to show it all the same. What it has stays as it was, down to the order.
 */
export function storedAssessment(result: unknown): Assessment {
  const stored = result as Assessment;
  return {
    ...stored,
    ...lacking(ADDED_LATER, stored),
    triage: { ...stored.triage, ...lacking(TRIAGE_ADDED_LATER, stored.triage) },
    contributions: stored.contributions.map((each) => ({
      ...each,
      logOddsStep: each.logOddsStep ?? logOddsStep(each.with, each.without),
    })),
  };
}

const ADDED_LATER = {
  fit: { isPoor: false, reason: null, unexplainedFindings: [] },
  turningPoints: [],
} satisfies Partial<Assessment>;

const TRIAGE_ADDED_LATER = { overrides: [] } satisfies Partial<Assessment["triage"]>;

function lacking<Added extends object>(added: Added, stored: object): Partial<Added> {
  return Object.fromEntries(Object.entries(added).filter(([key]) => !(key in stored))) as Partial<Added>;
}
