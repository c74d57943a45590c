import type { GaitFigure, GaitFigures } from "./gait-figure.ts";
import { GAIT_MEASURES } from "./gait-measures.ts";
import type { GaitMeasure } from "./gait-measures.ts";
import type { FootName, FootReport, GaitStride, LumbarReport } from "./gait-report.ts";
import { combinedFigure, figureOf, plainFigure } from "./stride-statistic.ts";

const SOURCES = { left: "left foot", right: "right foot", unknown: "foot" } as const;

/** Means of one foot over its strides in use; of its turns the time. */
export function footFigures(
  foot: FootName,
  { strides, turns, samplingRateHz }: Pick<FootReport, "strides" | "turns" | "samplingRateHz">,
): GaitFigures {
  const used = strides.filter(({ use }) => use === "used");
  return figuresFrom((measure) => {
    const values =
      measure === "turnTimeS"
        ? turns.map(([start, end]) => (end - start) / samplingRateHz)
        : used.map((stride) => STRIDE_VALUES[measure]?.(stride) ?? null).filter((value) => value !== null);
    return figureOf(measure, values, SOURCES[foot]);
  });
}

/** How each measure is read from a stride. */
const STRIDE_VALUES: Readonly<Partial<Record<GaitMeasure, (stride: GaitStride) => number | null>>> = {
  speedMps: ({ speedMps }) => speedMps,
  cadenceStepsPerMin: ({ timeS }) => (timeS === null ? null : 120 / timeS),
  strideLengthM: ({ lengthM }) => lengthM,
  strideTimeS: ({ timeS }) => timeS,
  stepTimeS: ({ stepS }) => stepS,
  stanceTimeS: ({ stanceS }) => stanceS,
  swingTimeS: ({ swingS }) => swingS,
  stancePercent: ({ stancePercent }) => stancePercent,
  swingPercent: ({ stancePercent }) => (stancePercent === null ? null : 100 - stancePercent),
  singleSupportPercent: ({ timeS, stanceS, doubleSupportS }) =>
    timeS === null || stanceS === null || doubleSupportS === null ? null : (100 * (stanceS - doubleSupportS)) / timeS,
  doubleSupportPercent: ({ timeS, doubleSupportS }) =>
    timeS === null || doubleSupportS === null ? null : (100 * doubleSupportS) / timeS,
  pitchAtContactDeg: ({ pitchAtContactDeg }) => pitchAtContactDeg,
  pitchAtToeOffDeg: ({ pitchAtToeOffDeg }) => pitchAtToeOffDeg,
  peakHeightM: ({ peakHeightM }) => peakHeightM,
  clearanceM: ({ clearanceM }) => clearanceM,
  progressionAngleDeg: ({ progressionAngleDeg }) => progressionAngleDeg,
};

/** Of both feet, or of the only one; what they do not give is of the lower back. */
export function walkFigures(
  feet: Readonly<Partial<Record<FootName, GaitFigures>>>,
  lumbar: LumbarReport | null,
): GaitFigures {
  const back = lumbar === null ? {} : lumbarFigures(lumbar);
  const { left, right } = feet;
  const only = left ?? right ?? feet.unknown ?? {};
  const ofFeet = left === undefined || right === undefined ? only : bothFigures(left, right);
  return figuresFrom((measure) => ofFeet[measure] ?? back[measure] ?? null);
}

/** What one foot tells of the other too: they go one way at one pace. */
const SAME_OF_BOTH: ReadonlySet<GaitMeasure> = new Set([
  "speedMps",
  "cadenceStepsPerMin",
  "strideLengthM",
  "strideTimeS",
  "turnTimeS",
]);

function bothFigures(left: GaitFigures, right: GaitFigures): GaitFigures {
  return figuresFrom((measure) => {
    const [ofLeft, ofRight] = [left[measure], right[measure]];
    if (ofLeft === undefined || ofRight === undefined) {
      return SAME_OF_BOTH.has(measure) ? (ofLeft ?? ofRight ?? null) : null;
    }
    const figure = combinedFigure(measure, ofLeft, ofRight);
    // Both feet make the same turns.
    return measure === "turnTimeS" ? { ...figure, strides: Math.max(ofLeft.strides!, ofRight.strides!) } : figure;
  });
}

function lumbarFigures(lumbar: LumbarReport): GaitFigures {
  const { harmonicRatioPercent, trunkSwayDeg, turns, samplingRateHz } = lumbar;
  const values: Partial<Record<GaitMeasure, number | null | undefined>> = {
    speedMps: lumbar.speedMps,
    cadenceStepsPerMin: lumbar.cadenceStepsPerMin,
    strideLengthM: lumbar.strideLengthM,
    stepRegularity: lumbar.stepRegularity,
    strideRegularity: lumbar.strideRegularity,
    harmonicRatioVerticalPercent: harmonicRatioPercent?.vertical,
    harmonicRatioForwardPercent: harmonicRatioPercent?.forward,
    harmonicRatioSidewaysPercent: harmonicRatioPercent?.sideways,
    trunkPitchSwayDeg: trunkSwayDeg?.pitch,
    trunkRollSwayDeg: trunkSwayDeg?.roll,
    trunkYawSwayDeg: trunkSwayDeg?.yaw,
  };
  return figuresFrom((measure) => {
    if (measure === "turnTimeS") {
      return figureOf(
        measure,
        turns.map(([start, end]) => (end - start) / samplingRateHz),
        "lower back",
      );
    }
    const value = values[measure];
    return typeof value === "number" ? plainFigure(measure, value, "lower back") : null;
  });
}

function figuresFrom(figure: (measure: GaitMeasure) => GaitFigure | null): GaitFigures {
  return Object.fromEntries(
    GAIT_MEASURES.flatMap((measure) => {
      const made = figure(measure);
      return made === null ? [] : [[measure, made]];
    }),
  );
}
