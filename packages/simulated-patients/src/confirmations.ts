import type { ConfirmationAnswer } from "@plumbline/clinical-model";
import { evaluateRule, findingsOfRule } from "@plumbline/evidence";
import type { EvidenceBase, RedFlag } from "@plumbline/evidence";
import { chance } from "./random.ts";
import type { Random } from "./random.ts";

/** P("I don't know" | the danger is really there): the rest say yes. A guess. */
const UNSURE_IN_DANGER = 0.05;
/** Of those who do not say no without danger, the share who do not know. A guess. */
const UNSURE_SHARE = 0.3;

/**
 * What the person answers to the confirming question of each flag that is up, with everything known or from the patient's
 * own answers alone (a clinician's finding that would exclude it is then not known). Whoever is in danger never says
 * no; anybody else says yes or "I don't know" as often as the base's `confirm_leak_p`.
 */
export function drawConfirmations(
  states: ReadonlyMap<string, boolean>,
  dangers: readonly RedFlag[],
  causeOfFinding: Readonly<Record<string, string>>,
  evidence: EvidenceBase,
  random: Random,
): Readonly<Record<string, ConfirmationAnswer>> {
  const dangerous = new Set(dangers.map(({ conditionId }) => conditionId));
  const answers: Record<string, ConfirmationAnswer> = {};
  const known = (finding: string): boolean => states.get(finding) ?? false;
  const told = (finding: string): boolean => evidence.findings.get(finding)?.askedOf === "patient" && known(finding);
  for (const { id, rule, conditionId, confirmation } of evidence.redFlags) {
    if (confirmation === null || !(evaluateRule(rule, known) === true || evaluateRule(rule, told) === true)) continue;
    // One danger may raise the flag of another: its own symptoms are no less real there.
    const isReal =
      dangerous.has(conditionId) ||
      findingsOfRule(rule).some((finding) => dangerous.has(causeOfFinding[finding] ?? ""));
    if (isReal) answers[id] = chance(UNSURE_IN_DANGER, random) ? "unknown" : "yes";
    else if (!chance(confirmation.leakP, random)) answers[id] = "no";
    else answers[id] = chance(UNSURE_SHARE, random) ? "unknown" : "yes";
  }
  return answers;
}
