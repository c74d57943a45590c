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
  /** P(this condition alone brings the finding about); 0 where the finding is context or speaks against the condition. */
  readonly link: number;
  readonly likelihood: Likelihood;
}

export interface FindingModel {
  readonly finding: Finding;
  readonly role: FindingRole;
  readonly rows: readonly EvidenceRow[];
  /** P(present) with none of the linked conditions, recalibrated: see {@link conditionModel}. */
  readonly leak: number;
  /** How much a present finding may say, in (0, 1]: see {@link conditionModel}. */
  readonly weight: number;
}

export interface ConditionModel {
  readonly conditions: readonly Condition[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Only findings that speak about some condition. */
  readonly findings: ReadonlyMap<string, FindingModel>;
}

/** The leak never falls below this share of P(present): findings have causes that the base does not know. A guess. */
const LOWEST_LEAK_SHARE = 0.2;
/** Where the base gives no leak: as common as a coin; only ratios then count. */
const UNKNOWN_LEAK = 0.5;

const remembered = new WeakMap<EvidenceBase, ConditionModel>();

/**
 * The tables of the base as a noisy-OR model.
 *
 * As the base's README says: a link of `1 − LR−`, so that an absent finding multiplies the odds by exactly LR−, and a
 * leak recalibrated so that P(present) in clinic patients stays `q` (`leak_p`; priors of the combined clinic):
 *
 *     1 − q = (1 − leak) · Π (1 − prior · link)
 *
 * Alone, that would undo the shrinking and capping of LR+: for rare findings a capped 5 becomes several hundred
 * (`r_ascend_weak` for `gbs`: 340). So a present finding is tempered by the weight that brings the largest ratio the
 * network would give down to the largest the base allows for this finding:
 *
 *     weight = ln max LR+ / ln max ((1 − (1 − q) · LR−) / q)        at most 1
 *
 * The order of its causes, which comes from P(finding | condition), stays.
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

function findingModel(
  finding: Finding,
  likelihoods: readonly Likelihood[],
  conditions: readonly Condition[],
  indexOf: ReadonlyMap<string, number>,
): FindingModel {
  const role = findingRole(finding);
  const present = finding.leakP ?? UNKNOWN_LEAK;
  const rows = likelihoods.map((likelihood): EvidenceRow => {
    const lrPos = likelihood.engineLrPos!;
    const lrNeg = likelihood.engineLrNeg!;
    const isCause = role === "effect" && lrPos > 1;
    return {
      condition: indexOf.get(likelihood.conditionId)!,
      lrPos,
      lrNeg,
      link: isCause ? Math.max(0, 1 - lrNeg) : 0,
      likelihood,
    };
  });
  const unexplained = rows.reduce(
    (product, row) => product * (1 - conditions[row.condition]!.prior.combined * row.link),
    1,
  );
  const leak = Math.max(1 - (1 - present) / unexplained, LOWEST_LEAK_SHARE * present);
  return { finding, role, rows, leak, weight: presentWeight(rows, present) };
}

function presentWeight(rows: readonly EvidenceRow[], present: number): number {
  const linked = rows.filter((row) => row.link > 0);
  const allowed = Math.max(1, ...linked.map((row) => row.lrPos));
  const given = Math.max(1, ...linked.map((row) => (1 - (1 - present) * row.lrNeg) / present));
  return given <= allowed ? 1 : Math.log(allowed) / Math.log(given);
}
