import type { Condition, EvidenceBase, Finding, Likelihood } from "@plumbline/evidence";
import { conditionParameters } from "./condition-parameters.ts";
import type { ConditionFigures, ConditionParameters } from "./condition-parameters.ts";
import { conditionStructure } from "./condition-structure.ts";
import type { ConditionStructure, PreferredRow } from "./condition-structure.ts";

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
  readonly role: Finding["actsAs"];
  readonly rows: readonly EvidenceRow[];
  /** Conditions of the rows, in their order; each once. */
  readonly conditions: Int32Array;
  /** P(present) with none of the linked conditions, recalibrated: see {@link conditionParameters}. */
  readonly leak: number;
  /** How much a present finding may say, in (0, 1]: see {@link conditionParameters}. */
  readonly weight: number;
}

/** The tables of the base as a noisy-OR model: by name for its readers, in flat arrays for the layer that computes. */
export interface ConditionModel {
  readonly conditions: readonly Condition[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Only findings that speak about some condition. */
  readonly findings: ReadonlyMap<string, FindingModel>;
  /** The rows of these findings, in the order of the structure. */
  readonly rows: readonly EvidenceRow[];
  readonly structure: ConditionStructure;
  readonly parameters: ConditionParameters;
}

const remembered = new WeakMap<EvidenceBase, ConditionModel>();

/** Worked out once for each base. */
export function conditionModel(evidence: EvidenceBase): ConditionModel {
  const known = remembered.get(evidence);
  if (known !== undefined) return known;
  const conditions = [...evidence.conditions.values()];
  const byFinding = preferredRows(evidence);
  // In the order of the base, whatever the order of the rows: sums then always run the same way.
  const findings = [...evidence.findings.values()].filter(({ id }) => byFinding.has(id));
  const rows = findings.map(({ id }) => byFinding.get(id)!);
  const structure = conditionStructure(conditions, findings, rows, evidence.clusterResults);
  const parameters = conditionParameters(structure, figures(conditions, findings, rows, evidence));
  const models = findings.map((finding, index) => findingModel(finding, rows[index]!, index, structure, parameters));
  const model = {
    conditions,
    indexOf: new Map(conditions.map(({ id }, index) => [id, index])),
    findings: new Map(models.map((model) => [model.finding.id, model])),
    rows: models.flatMap((model) => model.rows),
    structure,
    parameters,
  };
  remembered.set(evidence, model);
  return model;
}

/** The model of a base that differs from a known one in its figures alone. */
export function rememberModel(evidence: EvidenceBase, model: ConditionModel): void {
  remembered.set(evidence, model);
}

/** By finding: rows of the condition layer that say anything. */
function preferredRows(evidence: EvidenceBase): ReadonlyMap<string, readonly PreferredRow[]> {
  const byFinding = new Map<string, PreferredRow[]>();
  for (const likelihood of evidence.likelihoods) {
    const { engineLrPos: lrPos, engineLrNeg: lrNeg } = likelihood;
    if (!likelihood.preferred || likelihood.layer !== "condition" || lrPos === null || lrNeg === null) continue;
    if (lrPos === 1 && lrNeg === 1) continue;
    const rows = byFinding.get(likelihood.findingId);
    if (rows === undefined) byFinding.set(likelihood.findingId, [{ likelihood, lrPos, lrNeg }]);
    else rows.push({ likelihood, lrPos, lrNeg });
  }
  return byFinding;
}

function figures(
  conditions: readonly Condition[],
  findings: readonly Finding[],
  rows: readonly (readonly PreferredRow[])[],
  { parameters }: EvidenceBase,
): ConditionFigures {
  return {
    prior: {
      podiatry: Float64Array.from(conditions, ({ prior }) => prior.podiatry),
      spine: Float64Array.from(conditions, ({ prior }) => prior.spine),
      combined: Float64Array.from(conditions, ({ prior }) => prior.combined),
    },
    logLrPos: Float64Array.from(rows.flat(), ({ lrPos }) => Math.log(lrPos)),
    logLrNeg: Float64Array.from(rows.flat(), ({ lrNeg }) => Math.log(lrNeg)),
    present: Float64Array.from(findings, ({ leakP }) => leakP ?? parameters.guesses.unknownLeak),
    rules: parameters,
  };
}

function findingModel(
  finding: Finding,
  rows: readonly PreferredRow[],
  index: number,
  structure: ConditionStructure,
  parameters: ConditionParameters,
): FindingModel {
  const first = structure.rowStart[index]!;
  return {
    finding,
    role: structure.isEffect[index] === 1 ? "effect" : "context",
    rows: rows.map((row, nth) => ({
      condition: structure.rowCondition[first + nth]!,
      link: parameters.link[first + nth]!,
      ...row,
    })),
    conditions: structure.rowCondition.subarray(first, first + rows.length),
    leak: parameters.leak[index]!,
    weight: parameters.weight[index]!,
  };
}
