import type { Condition, EvidenceBase } from "@plumbline/evidence";

/** So many conditions are named at most: more would read like a list of diseases. */
const MOST_NAMED = 2;

/**
 * Why we ask, with what a yes would speak for, in the names the base has for patients. Conditions that frighten (those it
 * marks as red flags) and rarities are not named: a question is no diagnosis.
 */
export function whyWeAsk(topic: string, findingIds: readonly string[], evidence: EvidenceBase): string {
  const names = namesFor(findingIds, evidence);
  return names.length === 0 ? topic : `${topic} A yes can speak for: ${names.join("; ")}.`;
}

function namesFor(findingIds: readonly string[], evidence: EvidenceBase): readonly string[] {
  const asked = new Set(findingIds);
  const says = new Map<Condition, number>();
  for (const row of evidence.likelihoods) {
    if (!asked.has(row.findingId) || !row.preferred || row.engineLrPos === null) continue;
    const condition = evidence.conditions.get(row.conditionId)!;
    if (condition.isRedFlag || condition.prior.combined < COMMON_ENOUGH) continue;
    // How much a yes moves the probability, in a person of whom nothing else is known.
    const move = condition.prior.combined * (row.engineLrPos - 1);
    if (move > (says.get(condition) ?? 0)) says.set(condition, move);
  }
  return [...says]
    .sort(([a, x], [b, y]) => y - x || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_NAMED)
    .map(([{ patientName }]) => patientName);
}

/** Seen about once a month in an office; a guess. */
const COMMON_ENOUGH = 0.01;
