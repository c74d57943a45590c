import type { Setting } from "@plumbline/clinical-model";
import type { EngineParameters } from "@plumbline/evidence";
import { ROW_KIND } from "./condition-structure.ts";
import type { ConditionStructure } from "./condition-structure.ts";

/** The figures of the base that the condition layer rests on, in the order of the structure. */
export interface ConditionFigures {
  /** By condition: P(present) in a new patient, in (0, 1). */
  readonly prior: Readonly<Record<Setting, Float64Array>>;
  /** By row: log of what multiplies the odds when the finding is present, when absent. */
  readonly logLrPos: Float64Array;
  readonly logLrNeg: Float64Array;
  /** By finding: P(present) in clinic patients, in (0, 1). */
  readonly present: Float64Array;
  readonly rules: Pick<
    EngineParameters,
    "clusterFirstItemWeight" | "clusterFurtherItemsWeight" | "inhibitoryExponent" | "guesses"
  >;
}

/** All numbers of the condition layer: the figures, and what follows from them. */
export interface ConditionParameters extends ConditionFigures {
  /** By row: P(this condition alone brings the finding about); 0 where the row is no link. */
  readonly link: Float64Array;
  /** By finding: P(present) with none of the linked conditions, recalibrated. */
  readonly leak: Float64Array;
  /** By finding: how much its presence may say, in (0, 1]. */
  readonly weight: Float64Array;
}

/**
 * Links, leaks and weights from the figures.
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
 *
 * Context acts on the prior, which is the mean over clinic patients with and without it. LR+ is capped and LR− is not, so
 * as they stand they would pull that mean down (by 25 to 1 for a rare context that nearly defines its condition). Both
 * are divided by their mean, `q · LR+ + (1 − q) · LR−`: their quotient stays, and so does the prior.
 */
export function conditionParameters(structure: ConditionStructure, figures: ConditionFigures): ConditionParameters {
  const { rowStart, rowCondition, rowKind } = structure;
  const findingCount = rowStart.length - 1;
  const link = new Float64Array(rowCondition.length);
  const leak = new Float64Array(findingCount);
  const weight = new Float64Array(findingCount);
  const logLrPos = figures.logLrPos.slice();
  const logLrNeg = figures.logLrNeg.slice();
  for (let finding = 0; finding < findingCount; finding++) {
    const present = figures.present[finding]!;
    let unexplained = 1;
    let allowed = 1;
    let given = 1;
    for (let row = rowStart[finding]!; row < rowStart[finding + 1]!; row++) {
      if (structure.isEffect[finding] === 0) {
        const mean = present * Math.exp(logLrPos[row]!) + (1 - present) * Math.exp(logLrNeg[row]!);
        logLrPos[row]! -= Math.log(mean);
        logLrNeg[row]! -= Math.log(mean);
      }
      if (rowKind[row] !== ROW_KIND.link) continue;
      const lrNeg = Math.exp(figures.logLrNeg[row]!);
      link[row] = 1 - lrNeg;
      unexplained *= 1 - figures.prior.combined[rowCondition[row]!]! * link[row]!;
      allowed = Math.max(allowed, Math.exp(figures.logLrPos[row]!));
      given = Math.max(given, (1 - (1 - present) * lrNeg) / present);
    }
    leak[finding] = Math.max(1 - (1 - present) / unexplained, figures.rules.guesses.lowestLeakShare * present);
    weight[finding] = given <= allowed ? 1 : Math.log(allowed) / Math.log(given);
  }
  return { ...figures, logLrPos, logLrNeg, link, leak, weight };
}
