import type { ShapeSignals, StepShape } from "./step-shape.ts";

const DEG = Math.PI / 180;
/** Rates between which the edges of a step lie: people differ in which of them an eye takes for the beginning. */
const RATES = [15, 30, 60, 120, 240].map((rate) => rate * DEG);
/** m/s³. */
const JERKS = [5, 10, 20, 40, 80];

/** One weight for each feature, seconds. */
export interface StepEdgeWeights {
  readonly heelOff: readonly number[];
  readonly footFlat: readonly number[];
}

/**
 * When a foot leaves the floor with its heel and lies flat again is not one rate of turning: it depends on how the person
 * walks. So the edges are linear in the moments at which the turning (and, at the end, the acceleration) crosses several
 * thresholds, and in the size and length of the step; weights by ridge regression against the steps that experts marked in
 * the gait-data set (Truong et al. 2019, doi 10.5201/ipol.2019.265). `scripts/validate-gait/fit-step-edges.ts` computes
 * them anew and cross-validates by subject.
 */
export function stepEdges(
  signals: ShapeSignals,
  shape: StepShape,
  weights: StepEdgeWeights,
): { readonly heelOff: number; readonly footFlat: number } {
  const start = shape.rise + signals.rateHz * weighted(weights.heelOff, heelOffFeatures(signals, shape));
  const end = shape.fall + signals.rateHz * weighted(weights.footFlat, footFlatFeatures(signals, shape));
  return { heelOff: Math.round(start), footFlat: Math.round(end) };
}

/** Seconds from `rise`, and shape; the first is the constant. */
export function heelOffFeatures(signals: ShapeSignals, shape: StepShape): number[] {
  const { speed, rateHz } = signals;
  const { pushOff, rise, earliest } = shape;
  const crossings = RATES.map((rate) => {
    let at = pushOff;
    while (at > earliest && speed[at]! > rate) at--;
    return (at - rise) / rateHz;
  });
  return [1, ...crossings, (shape.region.start - rise) / rateHz, ...shapeFeatures(signals, shape)];
}

/** Seconds from `fall`, and shape; the first is the constant. */
export function footFlatFeatures(signals: ShapeSignals, shape: StepShape): number[] {
  const last = (signal: Float64Array, threshold: number): number => {
    let at = shape.latest;
    while (at > shape.fall && signal[at]! < threshold) at--;
    return (at - shape.fall) / signals.rateHz;
  };
  const { speed, jerk } = signals;
  return [
    1,
    ...RATES.map((rate) => last(speed, rate)),
    ...(jerk === null ? [] : JERKS.map((threshold) => last(jerk, threshold))),
    (shape.region.end - shape.fall) / signals.rateHz,
    ...shapeFeatures(signals, shape),
  ];
}

/** Rates in units of 200°/s, so that the ridge weighs them about as the times. */
function shapeFeatures({ sagittal, typicalPeak, rateHz }: ShapeSignals, shape: StepShape): number[] {
  const rate = 200 * DEG;
  return [
    (shape.pushOff - shape.rise) / rateHz,
    (shape.swingPeak - shape.rise) / rateHz,
    (shape.fall - shape.rise) / rateHz,
    sagittal[shape.pushOff]! / rate,
    sagittal[shape.swingPeak]! / rate,
    typicalPeak / rate,
  ];
}

function weighted(weights: readonly number[], features: readonly number[]): number {
  return features.reduce((sum, feature, at) => sum + feature * weights[at]!, 0);
}
