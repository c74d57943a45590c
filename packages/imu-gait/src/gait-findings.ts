import { NOT_TESTABLE, SIDES } from "@plumbline/clinical-model";
import type { BySide, FindingEntry, FindingValue, Side } from "@plumbline/clinical-model";
import type { GaitFigure } from "./gait-figure.ts";
import type { GaitReport, GaitSummary } from "./gait-report.ts";

/** Where the evidence base draws its lines: the `positive_rule` of each finding. */
const SLOW_MPS = 1;
const DOUBLE_SUPPORT_PERCENT = 30;
const TOES_OUT_DEG = 15;
const STANCE_ASYMMETRY_PERCENT = 5;
const SHORT_STRIDE_Z = -1;
const VARIABLE_STRIDE_PERCENT = 4.3;
const WORSE_PERCENT = 10;

/**
 * What one walk says, as findings of the evidence base. Only what was measured; `"not-testable"` where the line lies within
 * the doubt of the figure. They are effects among others: each shifts weights, none decides. Step width and the clearance of
 * the toes cannot be had from these sensors.
 *
 * @param options - `painfulSides`: where foot or leg hurt, as the person says. Without it there is no `m_antalgic`: a
 *   recording shows the shorter stance, not the pain.
 * @example
 * gaitFindings(report, { painfulSides: ["left"] }); // { m_gait_slow: true, m_gait_speed: 0.72, m_antalgic: { left: true }, … }
 */
export function gaitFindings(
  report: GaitReport,
  options: { readonly painfulSides?: readonly Side[] } = {},
): Readonly<Record<string, FindingEntry>> {
  const { summary } = report;
  const findings: Record<string, FindingEntry> = {
    ...speedFindings(summary),
    ...strideFindings(report),
    ...stanceFindings(summary, options.painfulSides ?? []),
    ...sidedFindings(summary),
    ...distanceFindings(summary),
  };
  const stoop = stoopFinding(report);
  if (stoop !== null) findings.m_forward_stoop = stoop;
  return findings;
}

/**
 * What a method is off by, as a mean over a walk; published for methods of this kind against optical references: 0.053 and
 * 0.061 m/s from feet (gaitmap-bench), 0.084 to 0.111 m/s from the lower back (Mobilise-D). Twice that is 95 % of a normal
 * error, which is 2.5 times its mean size, or nearly so.
 */
const SPEED_ERROR_MPS = { feet: 0.12, "lower back": 0.22 } as const;
/** The same of the length of a stride: 3.2 cm (feet, the best of published methods here), 11.3 cm (Mobilise-D). */
const LENGTH_ERROR_M = { feet: 0.064, "lower back": 0.226 } as const;
/** Twice the mean error of double support by published methods on healthy adults, 2.7 points. */
const DOUBLE_SUPPORT_ERROR_PERCENT = 5.4;
/** 95 % of the error of the pitch at contact of one published foot sensor: 1.96 × 4.2°. */
const PITCH_ERROR_DEG = 8.2;
/**
 * The forward axis is square to that of the swing, not that of the bones, and a foot swings along its way: toes that point
 * out by 7° were read as -1° (foot-mocap). So a great angle says something and a small one nothing.
 */
const PROGRESSION_ERROR_DEG = 8.8;
/** Tall and short people differ in the length of their strides by about so many standard deviations. A guess. */
const HEIGHT_ERROR_Z = 0.5;

function speedFindings({ both }: GaitSummary): Record<string, FindingEntry> {
  const findings: Record<string, FindingEntry> = {};
  const { speedMps, doubleSupportPercent } = both;
  if (speedMps !== undefined) {
    findings.m_gait_slow = isBelow(speedMps.value, SLOW_MPS, doubtOf(speedMps, errorOf(SPEED_ERROR_MPS, speedMps)));
    // A number is held against the same line, so it is entered only where that is safe.
    if (findings.m_gait_slow !== NOT_TESTABLE) findings.m_gait_speed = speedMps.value;
  }
  if (doubleSupportPercent !== undefined) {
    const doubt = doubtOf(doubleSupportPercent, DOUBLE_SUPPORT_ERROR_PERCENT);
    findings.m_double_support = numberBeyondDoubt(doubleSupportPercent.value, DOUBLE_SUPPORT_PERCENT, doubt);
  }
  return findings;
}

function strideFindings({ summary: { both }, zScores }: GaitReport): Record<string, FindingEntry> {
  const findings: Record<string, FindingEntry> = {};
  const length = both.strideLengthM;
  const score = zScores.strideLengthM;
  if (length !== undefined && score !== undefined) {
    const doubt = doubtOf(length, errorOf(LENGTH_ERROR_M, length)) / score.standardDeviation + HEIGHT_ERROR_Z;
    findings.m_stride_short = isBelow(score.z, SHORT_STRIDE_Z, doubt);
  }
  const variability = both.strideTimeS?.coefficientOfVariationPercent ?? null;
  if (variability !== null) {
    // Of a coefficient of variation from n values the standard error is CV ÷ √(2n); strides of left and right overlap.
    const { strides, source } = both.strideTimeS!;
    const doubt = (1.96 * variability) / Math.sqrt(source === "both feet" ? strides! : 2 * strides!);
    findings.m_gait_variable = isAbove(variability, VARIABLE_STRIDE_PERCENT, doubt);
  }
  return findings;
}

function stanceFindings({ symmetry }: GaitSummary, painfulSides: readonly Side[]): Record<string, FindingEntry> {
  const stance = symmetry.stanceTimeS;
  if (stance === undefined) return {};
  const { differencePercent, detectablePercent } = stance;
  const asymmetric = isAbove(Math.abs(differencePercent), STANCE_ASYMMETRY_PERCENT, detectablePercent ?? Infinity);
  if (painfulSides.length === 0) return { m_stance_asym_5: asymmetric };
  const shorter: Side = differencePercent < 0 ? "left" : "right";
  const antalgic = painfulSides.map((side) => [side, asymmetric === true ? side === shorter : asymmetric]);
  return { m_stance_asym_5: asymmetric, m_antalgic: Object.fromEntries(antalgic) as BySide<FindingValue> };
}

/** A foot that lands flat or toes first has lost its heel strike. The line is a guess; healthy feet land at 15 to 25°. */
const FLAT_CONTACT_DEG = 5;

function sidedFindings(summary: GaitSummary): Record<string, FindingEntry> {
  const lowToes: Partial<Record<"left" | "right", FindingValue>> = {};
  const toesOut: Partial<Record<"left" | "right", FindingValue>> = {};
  for (const side of SIDES) {
    const pitch = summary[side]?.pitchAtContactDeg;
    if (pitch !== undefined) lowToes[side] = isBelow(pitch.value, FLAT_CONTACT_DEG, doubtOf(pitch, PITCH_ERROR_DEG));
    const angle = summary[side]?.progressionAngleDeg;
    if (angle !== undefined) {
      const isOut = isAbove(angle.value, TOES_OUT_DEG, doubtOf(angle, PROGRESSION_ERROR_DEG)) === true;
      toesOut[side] = isOut ? angle.value : NOT_TESTABLE;
    }
  }
  return {
    ...(Object.keys(lowToes).length === 0 ? {} : { m_toe_clearance_low: lowToes }),
    ...(Object.keys(toesOut).length === 0 ? {} : { m_foot_progress: toesOut }),
  };
}

/** A shorter walk that does not worsen says nothing: claudication sets in later. The walk test lasts 6 minutes. */
const FEWEST_MINUTES_FOR_NO = 6;

/** Walking that slows or shortens with the distance, as in neurogenic and vascular claudication. */
function distanceFindings({ overTime, minutes }: GaitSummary): Record<string, FindingEntry> {
  const falls = [overTime.speedMps, overTime.strideLengthM].filter((change) => change !== undefined);
  if (falls.length === 0) return {};
  const states = falls.map(({ first, change, detectableChange }) =>
    isAbove(
      (-100 * change) / first,
      WORSE_PERCENT,
      detectableChange === null ? Infinity : (100 * detectableChange) / first,
    ),
  );
  if (states.includes(true)) return { m_gait_worse_distance: true };
  const isSafeNo = states.every((state) => state === false) && minutes.length >= FEWEST_MINUTES_FOR_NO;
  return { m_gait_worse_distance: isSafeNo ? false : NOT_TESTABLE };
}

/** Degrees by which the trunk must lean forward more, and what a belt that slips may feign. Guesses. */
const STOOP_DEG = 5;
const STOOP_ERROR_DEG = 3;

function stoopFinding({ lumbar }: GaitReport): FindingValue | null {
  const lean = lumbar?.forwardLeanByMinuteDeg.at(-1);
  return lean === undefined ? null : isAbove(lean, STOOP_DEG, STOOP_ERROR_DEG);
}

function errorOf(errors: Readonly<Record<"feet" | "lower back", number>>, { source }: GaitFigure): number {
  return errors[source === "lower back" ? "lower back" : "feet"];
}

/** 95 %: from the spread of the strides, and what the method is off by. Infinite where the spread is not known. */
function doubtOf({ standardError, source }: GaitFigure, error: number): number {
  if (standardError === null) return source === "lower back" ? error : Infinity;
  return Math.hypot(1.96 * standardError, error);
}

function isAbove(value: number, line: number, doubt: number): FindingValue {
  if (value > line + doubt) return true;
  return value < line - doubt ? false : NOT_TESTABLE;
}

function isBelow(value: number, line: number, doubt: number): FindingValue {
  return isAbove(-value, -line, doubt);
}

function numberBeyondDoubt(value: number, line: number, doubt: number): FindingValue {
  return Math.abs(value - line) > doubt ? value : NOT_TESTABLE;
}
