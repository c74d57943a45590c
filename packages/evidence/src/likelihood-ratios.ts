import type { EngineParameters, Likelihood, RatioDerivation } from "./model.ts";

/** The raw figures of a row of `likelihoods.csv`, with the leak of its finding. */
export interface LikelihoodFigures extends Pick<
  Likelihood,
  "metric" | "sensitivity" | "specificity" | "reportedLrPos" | "reportedLrNeg" | "oddsRatio"
> {
  /** P(positive) without the condition, where the row has no specificity of its own; null when the base gives none. */
  readonly leakP: number | null;
}

/** Ratios before shrinking, and how they came about. */
export interface RawRatios {
  readonly pos: number;
  readonly neg: number;
  readonly derivation: RatioDerivation;
}

/** A leak nearer to 0 or 1 is no figure of anything, and cannot be divided by. */
const LEAST_LEAK = 1e-6;

/** A figure that the row's metric needs: the column it belongs into, and why. */
export interface MissingFigure {
  readonly column: string;
  readonly why: string;
}

/**
 * LR+ and LR− of a row from its raw figures. The metric says which figures are the source's own:
 *
 * | metric                      | LR+ and LR−                                                             |
 * | --------------------------- | ----------------------------------------------------------------------- |
 * | `sens_spec`                 | sens / (1 − spec) and (1 − sens) / spec                                 |
 * | `P_finding_given_condition` | the same; without a specificity, 1 − leak                               |
 * | `LR`                        | as reported; one that is missing from sens and spec, else from the leak |
 * | `OR`                        | √OR and 1 / √OR: no split is known, so both sides get the same          |
 * | `descriptive`               | none                                                                    |
 *
 * A missing ratio comes from the leak through P(finding | condition): LR+ = p / leak, LR− = (1 − p) / (1 − leak).
 *
 * @returns null for a descriptive row.
 */
export function rawRatios(
  figures: LikelihoodFigures,
  parameters: Pick<EngineParameters, "certaintyMargin" | "largestSensitivityFromRatio">,
): RawRatios | MissingFigure | null {
  const { metric, leakP, reportedLrPos, reportedLrNeg, oddsRatio } = figures;
  const { certaintyMargin: margin } = parameters;
  const share = (value: number) => clamp(value, margin, 1 - margin);
  const sensitivity = figures.sensitivity === null ? null : share(figures.sensitivity);
  const specificity = figures.specificity === null ? null : share(figures.specificity);

  switch (metric) {
    case "descriptive":
      return null;
    case "OR":
      if (oddsRatio === null) return { column: "odds_ratio", why: "a row of the metric OR rests on it" };
      return { pos: Math.sqrt(oddsRatio), neg: 1 / Math.sqrt(oddsRatio), derivation: "from the odds ratio" };
    case "sens_spec":
    case "P_finding_given_condition": {
      if (sensitivity === null) return { column: "sensitivity", why: `a row of the metric ${metric} rests on it` };
      if (specificity !== null) return fromShares(sensitivity, specificity);
      if (metric === "sens_spec") return { column: "specificity", why: "a row of the metric sens_spec rests on it" };
      if (leakP === null) return { column: "specificity", why: "the finding has no leak_p to stand in for it" };
      return { ...fromShares(sensitivity, share(1 - leakP)), derivation: "specificity from leak" };
    }
    case "LR": {
      if (reportedLrPos !== null && reportedLrNeg !== null) {
        return { pos: reportedLrPos, neg: reportedLrNeg, derivation: "reported" };
      }
      if (reportedLrPos === null && reportedLrNeg === null) {
        return { column: "lr_pos", why: "a row of the metric LR rests on one of the two ratios or on both" };
      }
      if (sensitivity !== null && specificity !== null) {
        const computed = fromShares(sensitivity, specificity);
        return {
          pos: reportedLrPos ?? computed.pos,
          neg: reportedLrNeg ?? computed.neg,
          derivation: "reported, the other from sensitivity and specificity",
        };
      }
      const missing = reportedLrPos === null ? "lr_pos" : "lr_neg";
      if (leakP === null || leakP < LEAST_LEAK || leakP > 1 - LEAST_LEAK) {
        return { column: missing, why: "the finding has no leak_p between 0 and 1 to compute it from" };
      }
      if (reportedLrPos !== null) {
        const p = sensitivity ?? Math.min(reportedLrPos * leakP, parameters.largestSensitivityFromRatio);
        return { pos: reportedLrPos, neg: (1 - p) / (1 - leakP), derivation: "LR- from leak" };
      }
      const p = sensitivity ?? share(1 - reportedLrNeg! * (1 - leakP));
      return { pos: p / leakP, neg: reportedLrNeg!, derivation: "LR+ from leak" };
    }
  }
}

function fromShares(sensitivity: number, specificity: number): RawRatios {
  return {
    pos: sensitivity / (1 - specificity),
    neg: (1 - sensitivity) / specificity,
    derivation: "from sensitivity and specificity",
  };
}

/**
 * The ratios as the engine uses them: raw ^ exponent of the level, within the cap of the level, to three digits. Both are
 * 1, and so say nothing, where they lie within `noInformationWithin` of 1, or one of them does and the other on its side.
 *
 * @returns null for ratios that contradict each other: both clearly above 1, or both below.
 */
export function engineRatios(
  raw: Pick<RawRatios, "pos" | "neg">,
  row: Pick<Likelihood, "level" | "mark" | "definitional">,
  parameters: EngineParameters,
): { readonly pos: number; readonly neg: number } | null {
  const level = row.definitional ? "definitional" : row.level;
  const recalled = row.mark === "recalled" && !row.definitional;
  const exponent = parameters.shrinkExponentByLevel[level] * (recalled ? parameters.recalledExponentFactor : 1);
  const cap = parameters.ratioCapByLevel[level];
  const [pos, neg] = [raw.pos, raw.neg].map((ratio) => clamp(ratio ** exponent, 1 / cap, cap)) as [number, number];

  const saysNothing = (ratio: number) => Math.abs(ratio - 1) <= parameters.noInformationWithin;
  const onOneSide = (pos - 1) * (neg - 1) >= 0;
  if ((saysNothing(pos) && saysNothing(neg)) || (onOneSide && (saysNothing(pos) || saysNothing(neg)))) {
    return { pos: 1, neg: 1 };
  }
  return onOneSide ? null : { pos: threeDigits(pos), neg: threeDigits(neg) };
}

/** Figures of studies carry no more; what is computed from them is not written with more either. */
export function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
