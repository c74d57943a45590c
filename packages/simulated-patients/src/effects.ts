import type { EvidenceBase } from "@plumbline/evidence";
import { conditionModel } from "@plumbline/reasoning";
import type { EvidenceRow } from "@plumbline/reasoning";
import { canHave, ownLeak } from "./background.ts";
import type { Person } from "./person.ts";
import { chance } from "./random.ts";
import type { Random } from "./random.ts";

/** What brought a present finding about. */
export interface Origin {
  /** Index of the condition; null: none that the base knows (its leak). */
  readonly condition: number | null;
  /** When it came about, in (0, 1]; earlier than what would have come from any other cause. */
  readonly time: number;
}

/**
 * Draws every effect of the present conditions from the noisy-OR of the base, and which cause it truly came from. Effects
 * that are not in the result are absent.
 *
 * Each present cause, and the leak, is a process that strikes at a rate of `−ln(1 − link)`. A finding is present when
 * something strikes before time 1, and what struck first is its origin. That is the noisy-OR exactly,
 * `P(present) = 1 − (1 − leak) · Π (1 − link)`, with one cause for each finding. A condition that speaks against a finding
 * (inhibitory row) lets it through with probability LR+^0.7, the exponent of the base.
 */
export function drawEffects(
  present: ReadonlySet<number>,
  person: Person,
  evidence: EvidenceBase,
  random: Random,
): Map<string, Origin> {
  const effects = new Map<string, Origin>();
  const model = conditionModel(evidence);
  for (const finding of evidence.findings.values()) {
    if (finding.actsAs !== "effect") continue;
    const known = model.findings.get(finding.id);
    const leak = known === undefined || finding.leakP === null ? finding.leakP : known.leak;
    const causes = (known?.rows ?? []).filter((row) => present.has(row.condition));
    const origin = firstStrike(ownLeak(finding.id, leak, person), causes, random);
    if (origin === null || !canHave(finding.id, person)) continue;
    if (isLetThrough(causes, evidence.parameters.inhibitoryExponent, random)) effects.set(finding.id, origin);
  }
  return effects;
}

function firstStrike(leak: number, causes: readonly EvidenceRow[], random: Random): Origin | null {
  let first: Origin = { condition: null, time: strikeTime(leak, random) };
  for (const { condition, link } of causes) {
    const time = strikeTime(link, random);
    if (time < first.time) first = { condition, time };
  }
  return first.time <= 1 ? first : null;
}

/** Waiting time of a process that strikes before time 1 with this probability; endless where it never does. */
function strikeTime(probability: number, random: Random): number {
  if (probability <= 0) return Infinity;
  return Math.log1p(-random()) / Math.log1p(-probability);
}

function isLetThrough(causes: readonly EvidenceRow[], exponent: number, random: Random): boolean {
  return causes.every(({ lrPos }) => lrPos >= 1 || chance(lrPos ** exponent, random));
}
