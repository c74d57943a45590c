import { norm, quantile } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { MotionFileOptions } from "./motion-file-options.ts";
import { blocking, warning } from "./motion-problems.ts";
import type { Placement, Recognized } from "./motion-signal.ts";
import { placementInName } from "./placement-words.ts";
import type { QualityNote } from "./quality-note.ts";
import type { SensorColumns } from "./readers/table-layout.ts";

/** Standing people sway slower. A guess. */
const LEAST_MOVING_RAD_S = 0.3;

/** Where a sensor is worn, from what is told, then the columns' names, the file's name and the signal. */
export function recognizePlacement(
  fileName: string,
  sensor: SensorColumns,
  style: MovementStyle,
  options: MotionFileOptions,
): Recognized<Placement> | null {
  if (options.placement !== undefined) return { value: options.placement, from: "caller", because: "told by you" };
  if (sensor.placement !== null) return sensor.placement;
  const inColumns = sensor.name === null ? null : placementInName(sensor.name);
  if (inColumns !== null) return { value: inColumns, from: "file", because: `the sensor is named ${sensor.name}` };
  const inName = placementInName(fileName);
  if (inName !== null) return { value: inName, from: "name", because: `the file is named ${fileName}` };
  return placementInSignal(style);
}

/** Doubts about the placement, in words. */
export function placementNotes(placement: Recognized<Placement> | null, style: MovementStyle): readonly QualityNote[] {
  if (style.fast < LEAST_MOVING_RAD_S) {
    return [
      blocking(
        "not-moving",
        [placement?.value === "lumbar" ? "lumbar" : "feet"],
        `The sensor hardly moves: 1 % of the samples turn faster than ${style.fast.toPrecision(2)} rad/s.`,
        "Check that this is the recording of the walk, and that the sensor was worn.",
      ),
    ];
  }
  const looksLike = styleOf(style);
  if (placement !== null && looksLike !== null && (looksLike === "lumbar") !== (placement.value === "lumbar")) {
    return [
      warning(
        "placement-doubted",
        "",
        `The sensor is said to be at ${placement.value}, but it moves like a ${looksLike === "foot" ? "foot" : "lower back"}: it ${inWords(style)}.`,
        "Check which sensor this is.",
      ),
    ];
  }
  return [];
}

/** How a sensor moves, over stretches of two seconds (half overlapping) in which it moves. */
export interface MovementStyle {
  /** 99th percentile of the turning, rad/s. */
  readonly fast: number;
  /** Share of the stretches with a standstill: a tenth of a second below a tenth of `fast`. */
  readonly standing: number;
  /** How far it swings about one axis; a quarter of the stretches swings less. */
  readonly swingRad: number;
}

const STRETCH_S = 2;
const STILL_S = 0.1;
const STILL_SHARE = 0.1;
const MOVING_SHARE = 0.5;

export function movementStyle(angularRateRadS: Axes, samplingRateHz: number): MovementStyle {
  const turning = norm(angularRateRadS);
  const fast = quantile(turning, 0.99);
  const length = Math.round(STRETCH_S * samplingRateHz);
  const swings: number[] = [];
  let standing = 0;
  for (let start = 0; start + length <= turning.length; start += Math.ceil(length / 2)) {
    let [fastest, since, longest] = [0, 0, 0];
    for (let at = 0; at < length; at++) {
      const rate = turning[start + at]!;
      fastest = Math.max(fastest, rate);
      if (rate > STILL_SHARE * fast) since = at + 1;
      else longest = Math.max(longest, at + 1 - since);
    }
    if (fastest < MOVING_SHARE * fast) continue;
    if (longest >= STILL_S * samplingRateHz) standing++;
    swings.push(Math.max(...angularRateRadS.map((rate) => swingIn(rate, start, start + length) / samplingRateHz)));
  }
  return { fast, standing: standing / Math.max(1, swings.length), swingRad: quantile(swings, 0.25) };
}

/** Range of the integrated rate, its mean taken away, in rate × samples. */
function swingIn(rate: Float64Array, start: number, end: number): number {
  let mean = 0;
  for (let at = start; at < end; at++) mean += rate[at]!;
  mean /= end - start;
  let [angle, least, most] = [0, 0, 0];
  for (let at = start; at < end; at++) {
    angle += rate[at]! - mean;
    least = Math.min(least, angle);
    most = Math.max(most, angle);
  }
  return most - least;
}

/**
 * A foot swings far and fast and stands still in between; a lower back does neither. Borders lie between the feet (148,
 * slow neurological ones among them) and the backs (10) of the five data sets, which overlap in each number alone; what
 * lies between is null.
 */
function styleOf({ fast, standing, swingRad }: MovementStyle): "foot" | "lumbar" | null {
  if (fast > 4.2 && standing >= 0.3) return "foot";
  if (fast > 2 && standing >= 0.9 && swingRad > 0.4) return "foot";
  return fast > LEAST_MOVING_RAD_S && fast < 3.6 && standing < 0.9 && swingRad < 0.36 ? "lumbar" : null;
}

function placementInSignal(style: MovementStyle): Recognized<Placement> | null {
  const value = styleOf(style);
  if (value === null) return null;
  const like = value === "foot" ? "like a foot, of which the side does not show" : "like a lower back";
  return { value, from: "signal", because: `${inWords(style)}: ${like}` };
}

function inWords({ fast, standing, swingRad }: MovementStyle): string {
  const degrees = Math.round((swingRad * 180) / Math.PI);
  return `turns up to ${fast.toFixed(1)} rad/s, swings by ${degrees}°, stands still in ${Math.round(100 * standing)} % of its movement`;
}
