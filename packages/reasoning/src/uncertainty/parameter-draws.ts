import type { ProvenanceMark } from "@plumbline/clinical-model";
import type { CausalLink, Condition, Coupling, EvidenceBase } from "@plumbline/evidence";
import { conditionModel, rememberModel } from "../condition-model.ts";
import type { ConditionModel, FindingModel } from "../condition-model.ts";
import { conditionParameters } from "../condition-parameters.ts";
import type { ConditionFigures } from "../condition-parameters.ts";
import type { Normals } from "./seeded-normals.ts";
import { publishedSpread, SPREADS } from "./spreads.ts";

/** The base with other figures, all layers the same, and its condition model; the structure is that of the base. */
export interface DrawnBase {
  readonly evidence: EvidenceBase;
  readonly model: ConditionModel;
}

/** What of the draws depends on the base alone. */
interface RowSpreads {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

const remembered = new WeakMap<EvidenceBase, RowSpreads>();

/**
 * One coherent draw of every figure: priors (one step for all settings), leaks, likelihood ratios, causal strengths, link
 * priors and coupling ratios. Ratios stay on their side of 1, probabilities between 0 and 1.
 *
 * @param findingIds - The drawn model names only these findings; its arrays have all.
 */
export function drawBase(evidence: EvidenceBase, findingIds: readonly string[], normals: Normals): DrawnBase {
  const base = conditionModel(evidence);
  const figures = drawFigures(base, evidence, normals);
  const parameters = conditionParameters(base.structure, figures);
  const conditions = base.conditions.map((condition) => drawCondition(condition, normals));
  const drawn: EvidenceBase = {
    ...evidence,
    conditions: new Map(conditions.map((condition) => [condition.id, condition])),
    links: evidence.links.map((link) => drawLink(link, normals)),
    couplings: evidence.couplings.map((coupling) => drawCoupling(coupling, normals)),
  };
  const findings = new Map<string, FindingModel>();
  for (const id of findingIds) {
    const finding = base.findings.get(id);
    if (finding === undefined) continue;
    const index = base.structure.findingIndex.get(id)!;
    const first = base.structure.rowStart[index]!;
    const rows = finding.rows.map((row, nth) => ({
      ...row,
      lrPos: Math.exp(parameters.logLrPos[first + nth]!),
      lrNeg: Math.exp(parameters.logLrNeg[first + nth]!),
      link: parameters.link[first + nth]!,
    }));
    findings.set(id, { ...finding, rows, leak: parameters.leak[index]!, weight: parameters.weight[index]! });
  }
  const model: ConditionModel = { ...base, conditions, findings, parameters };
  rememberModel(drawn, model);
  return { evidence: drawn, model };
}

function drawFigures(base: ConditionModel, evidence: EvidenceBase, normals: Normals): ConditionFigures {
  const { parameters, conditions } = base;
  const steps = Float64Array.from(conditions, ({ priorMark }) => SPREADS.logOdds[priorMark] * normals());
  const { positive, negative } = rowSpreads(base, evidence);
  const findings = [...base.findings.values()];
  return {
    rules: parameters.rules,
    prior: {
      podiatry: parameters.prior.podiatry.map((prior, index) => shifted(prior, steps[index]!)),
      spine: parameters.prior.spine.map((prior, index) => shifted(prior, steps[index]!)),
      combined: parameters.prior.combined.map((prior, index) => shifted(prior, steps[index]!)),
    },
    logLrPos: parameters.logLrPos.map((value, row) => value * Math.exp(positive[row]! * normals())),
    logLrNeg: parameters.logLrNeg.map((value, row) => value * Math.exp(negative[row]! * normals())),
    present: parameters.present.map((present, index) => {
      const mark = findings[index]!.finding.leakMark ?? "expert estimate";
      return shifted(present, SPREADS.logOdds[mark] * normals());
    }),
  };
}

/** By row: from the interval of its source where it has one, else from its mark. Worked out once for each base. */
function rowSpreads(base: ConditionModel, evidence: EvidenceBase): RowSpreads {
  const known = remembered.get(evidence);
  if (known !== undefined) return known;
  const rows = [...base.findings.values()].flatMap((finding) => finding.rows.map(({ likelihood }) => likelihood));
  const spreadOf = (ratio: "LR+" | "LR-"): Float64Array =>
    Float64Array.from(rows, ({ interval, mark }) => publishedSpread(interval, ratio) ?? SPREADS.logRatioFactor[mark]);
  const spreads = { positive: spreadOf("LR+"), negative: spreadOf("LR-") };
  remembered.set(evidence, spreads);
  return spreads;
}

function drawCondition(condition: Condition, normals: Normals): Condition {
  const step = SPREADS.logOdds[condition.pGivenMark] * normals();
  const strength = (value: number | null): number | null => (value === null ? null : shifted(value, step));
  return {
    ...condition,
    pBackPainGiven: strength(condition.pBackPainGiven),
    pFootSymptomGiven: strength(condition.pFootSymptomGiven),
    pLegSymptomGiven: strength(condition.pLegSymptomGiven),
  };
}

/** The cap stays: it is a decision on what may be claimed, not an estimate. */
function drawLink(link: CausalLink, normals: Normals): CausalLink {
  return { ...link, linkPrior: shifted(link.linkPrior, SPREADS.logOdds[link.mark] * normals()) };
}

function drawCoupling(coupling: Coupling, normals: Normals): Coupling {
  const factor = (mark: ProvenanceMark): number => Math.exp(SPREADS.logRatioFactor[mark] * normals());
  return {
    ...coupling,
    lrIfYes: coupling.lrIfYes ** factor(coupling.mark),
    lrIfNo: coupling.lrIfNo ** factor(coupling.mark),
  };
}

/** A probability with its log odds moved; 0 and 1 stay. */
function shifted(probability: number, step: number): number {
  if (probability <= 0 || probability >= 1) return probability;
  const odds = (probability / (1 - probability)) * Math.exp(step);
  return odds / (1 + odds);
}
