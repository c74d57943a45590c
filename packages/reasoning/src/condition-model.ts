import type { Setting } from "@plumbline/clinical-model";
import type { Condition, EvidenceBase, Finding, Likelihood } from "@plumbline/evidence";
import { findingRole } from "./finding-role.ts";
import type { FindingRole } from "./finding-role.ts";

/** What one finding says about one condition. */
export interface EvidenceRow {
  /** Index of the condition in {@link ConditionModel.conditions}. */
  readonly condition: number;
  /** Multiplies the odds of the condition when the finding is present, when absent (shrunk and capped by the base). */
  readonly lrPos: number;
  readonly lrNeg: number;
  /** Noisy-OR strength for the present finding; 0 where the finding is context or speaks against the condition. */
  readonly link: number;
  readonly likelihood: Likelihood;
}

export interface FindingModel {
  readonly finding: Finding;
  readonly role: FindingRole;
  readonly rows: readonly EvidenceRow[];
  /** P(present) with none of the linked conditions, recalibrated: see {@link conditionModel}. */
  readonly leak: number;
}

export interface ConditionModel {
  readonly conditions: readonly Condition[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Only findings that speak about some condition. */
  readonly findings: ReadonlyMap<string, FindingModel>;
}

/** The leak never falls below this share of P(present): findings have causes that the base does not know. A guess. */
const LOWEST_LEAK_SHARE = 0.2;
/** P(present | condition) stays below this, so that no finding becomes impossible to lack. A guess. */
const HIGHEST_P_GIVEN_CONDITION = 0.98;
/** Where the base gives no leak: as common as a coin; only ratios then count. */
const UNKNOWN_LEAK = 0.5;

const remembered = new WeakMap<EvidenceBase, ConditionModel>();

/**
 * The tables of the base as a noisy-OR model.
 *
 * The base gives both ratios of every pair after shrinking and capping, and P(present) `q` in clinic patients. A plain
 * noisy-OR link of `1 − LR−` would keep LR− and lose LR+: for rare findings it turns a capped LR+ of 5 into several
 * hundred (`r_ascend_weak` for `gbs`: 340). So both are kept: an absent finding multiplies the odds by LR−, and a present
 * one enters as a noisy-OR whose links reproduce LR+ against the average patient:
 *
 *     1 − (1 − q)(1 − link) = q · LR+        (q lowered where q · LR+ would pass 0.98)
 *     1 − q = (1 − leak) · Π (1 − prior · link)
 *
 * The second line recalibrates the leak so that the marginal stays `q` (priors of the combined clinic).
 */
export function conditionModel(evidence: EvidenceBase): ConditionModel {
  const known = remembered.get(evidence);
  if (known !== undefined) return known;
  const conditions = [...evidence.conditions.values()];
  const indexOf = new Map(conditions.map((condition, index) => [condition.id, index]));
  const byFinding = new Map<string, Likelihood[]>();
  for (const row of evidence.likelihoods) {
    if (!row.preferred || row.layer !== "condition" || row.engineLrPos === null || row.engineLrNeg === null) continue;
    if (row.engineLrPos === 1 && row.engineLrNeg === 1) continue;
    const rows = byFinding.get(row.findingId);
    if (rows === undefined) byFinding.set(row.findingId, [row]);
    else rows.push(row);
  }
  const findings = new Map<string, FindingModel>();
  // In the order of the base, whatever the order of the rows: sums then always run the same way.
  for (const finding of evidence.findings.values()) {
    const rows = byFinding.get(finding.id);
    if (rows !== undefined) findings.set(finding.id, findingModel(finding, rows, conditions, indexOf));
  }
  const model = { conditions, indexOf, findings };
  remembered.set(evidence, model);
  return model;
}

export function settingPrior(condition: Condition, setting: Setting): number {
  return condition.prior[setting];
}

function findingModel(
  finding: Finding,
  likelihoods: readonly Likelihood[],
  conditions: readonly Condition[],
  indexOf: ReadonlyMap<string, number>,
): FindingModel {
  const role = findingRole(finding);
  const strongest = Math.max(1, ...likelihoods.map((row) => row.engineLrPos!));
  const present = Math.min(finding.leakP ?? UNKNOWN_LEAK, HIGHEST_P_GIVEN_CONDITION / strongest);
  const rows = likelihoods.map((likelihood): EvidenceRow => {
    const lrPos = likelihood.engineLrPos!;
    const isCause = role === "effect" && lrPos > 1;
    return {
      condition: indexOf.get(likelihood.conditionId)!,
      lrPos,
      lrNeg: likelihood.engineLrNeg!,
      link: isCause ? 1 - (1 - present * lrPos) / (1 - present) : 0,
      likelihood,
    };
  });
  const unexplained = rows.reduce(
    (product, row) => product * (1 - conditions[row.condition]!.prior.combined * row.link),
    1,
  );
  const leak = Math.max(1 - (1 - present) / unexplained, LOWEST_LEAK_SHARE * present);
  return { finding, role, rows, leak };
}
