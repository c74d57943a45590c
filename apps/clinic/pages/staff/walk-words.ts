import { GAIT_MEASURES, GAIT_UNITS } from "@plumbline/imu-gait";
import type { GaitMeasure } from "@plumbline/imu-gait";

/** Each measure by its name and the digits it is told with. */
export const MEASURE_WORDS: Readonly<Record<GaitMeasure, readonly [name: string, digits: number]>> = {
  speedMps: ["Speed", 2],
  cadenceStepsPerMin: ["Cadence", 0],
  strideLengthM: ["Stride length", 2],
  strideTimeS: ["Stride time", 2],
  stepTimeS: ["Step time", 2],
  stanceTimeS: ["Stance time", 2],
  swingTimeS: ["Swing time", 2],
  stancePercent: ["Stance", 1],
  swingPercent: ["Swing", 1],
  singleSupportPercent: ["Single support", 1],
  doubleSupportPercent: ["Double support", 1],
  pitchAtContactDeg: ["Pitch at contact", 1],
  pitchAtToeOffDeg: ["Pitch at toe-off", 1],
  peakHeightM: ["Highest place in swing", 1],
  clearanceM: ["Clearance of the sensor", 1],
  progressionAngleDeg: ["Foot progression angle", 1],
  turnTimeS: ["Time of a turn", 1],
  stepRegularity: ["Step regularity", 2],
  strideRegularity: ["Stride regularity", 2],
  harmonicRatioVerticalPercent: ["Harmonic ratio, vertical", 0],
  harmonicRatioForwardPercent: ["Harmonic ratio, forward", 0],
  harmonicRatioSidewaysPercent: ["Harmonic ratio, sideways", 0],
  trunkPitchSwayDeg: ["Trunk sway, forward", 1],
  trunkRollSwayDeg: ["Trunk sway, sideways", 1],
  trunkYawSwayDeg: ["Trunk turning", 1],
};

/** Heights of a foot are told in centimeters, as a person would measure them. */
const IN_CM: ReadonlySet<GaitMeasure> = new Set(["peakHeightM", "clearanceM"]);

function unitOf(measure: GaitMeasure): string {
  return IN_CM.has(measure) ? "cm" : GAIT_UNITS[measure];
}

/** A number in the unit of {@link unitOf}, without it: `"1.24"`, `"−3.1"`. */
export function numberText(measure: GaitMeasure, value: number): string {
  const text = (IN_CM.has(measure) ? value * 100 : value).toFixed(MEASURE_WORDS[measure][1]);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

/** `"1.24 m/s"`. */
export function measureText(measure: GaitMeasure, value: number): string {
  return `${numberText(measure, value)} ${unitOf(measure)}`.trim();
}

/** `"Speed, m/s"`. */
export function measureTitle(measure: GaitMeasure): string {
  const unit = unitOf(measure);
  return unit === "" ? MEASURE_WORDS[measure][0] : `${MEASURE_WORDS[measure][0]}, ${unit}`;
}

/** With its sign, also the plus. */
export function signedText(measure: GaitMeasure, value: number): string {
  const text = numberText(measure, value);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** Fields of a report that are no measures, in words. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  strides: "strides",
  symmetry: "left against right",
  lengthM: "length of each stride",
  riseM: "rise of each stride",
  headingChangeDeg: "turning of each stride",
  both: "all numbers of the walk",
  left: "all numbers",
  right: "all numbers",
  unknown: "all numbers",
};

/**
 * A field of a report that a note says is missing: `"summary.left.strideLengthM"` is “stride length (left)”. What has no
 * words stays as it is.
 */
export function fieldWords(field: string): string {
  const parts = field.split(".");
  const isVariation = parts.at(-1) === "coefficientOfVariationPercent";
  const last = parts.at(isVariation ? -2 : -1)!;
  const measure = GAIT_MEASURES.find((each) => each === last);
  const words = measure === undefined ? FIELD_WORDS[last] : MEASURE_WORDS[measure][0].toLowerCase();
  if (words === undefined) return field;
  const side = parts.find((part) => part === "left" || part === "right");
  return `${isVariation ? `variation of ${words}` : words}${side === undefined ? "" : ` (${side})`}`;
}
