import { mean, norm, quantile } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { MotionFileOptions } from "./motion-file-options.ts";
import type { MotionSignal, Recognized } from "./motion-signal.ts";
import type { StatedUnits } from "./readers/table-layout.ts";

/** One standard gravity. */
export const GRAVITY_MPS2 = 9.80665;

export const RAD_PER_DEG = Math.PI / 180;

type Units = MotionSignal["units"];

/** The size of gravity, in the unit of the file, in two ways; both are near zero when it is taken out. */
export interface GravityLevels {
  /**
   * Size of the acceleration in the samples that turn least. A tenth of them, so that one stance in a walk without a pause
   * is enough.
   */
  readonly atRest: number;
  /** Size of its mean over two seconds: for a lower back that never rests, as shaking to and fro cancels. */
  readonly onAverage: number;
  /** 99th percentile of the size of the acceleration. */
  readonly inMovement: number;
}

const AVERAGE_S = 2;

export function gravityLevels(acceleration: Axes, angularRate: Axes, samplingRateHz: number): GravityLevels {
  const turning = norm(angularRate);
  const limit = quantile(turning, 0.1);
  const sizes = norm(acceleration);
  const still = sizes.filter((_, at) => turning[at]! <= limit);
  const length = Math.min(turning.length, Math.round(AVERAGE_S * samplingRateHz));
  const means: number[] = [];
  for (let start = 0; start + length <= turning.length; start += length) {
    const [x, y, z] = acceleration.map((column) => mean(column.subarray(start, start + length)));
    means.push(Math.hypot(x!, y!, z!));
  }
  return { atRest: quantile(still, 0.5), onAverage: quantile(means, 0.5), inMovement: quantile(sizes, 0.99) };
}

/** Sensors are off by some percent, and the quietest samples of a walk still move a little. Guesses. */
const GRAVITY_RANGE = { least: 0.8, most: 1.2 } as const;
/** Without gravity both levels lie near zero. A guess, in g. */
const MOST_WITHOUT_GRAVITY_G = 0.3;
/** Without gravity the unit shows only in a strong movement: walking feet reach 1 to 6 g, or 10 to 60 m/s². */
const MOST_IN_WALKING_G = 9;

/** Which unit the acceleration is in, and whether gravity is in it; null where it does not show and nobody says so. */
export function recognizeAcceleration(
  { atRest, onAverage, inMovement }: GravityLevels,
  stated: StatedUnits,
  options: MotionFileOptions,
): {
  readonly unit: Units["acceleration"] | null;
  readonly gravity: Units["gravity"] | null;
  /** Size of gravity in the unit of the file; of no meaning without gravity. */
  readonly level: number;
} {
  const isAtRest = unitOfLevel(atRest) !== null;
  const level = isAtRest ? atRest : onAverage;
  const shown = unitOfLevel(level);
  const seen = isAtRest || shown === null ? `${atRest.toPrecision(3)} at rest` : `${level.toPrecision(3)} on average`;
  const unit = firstOf<"m/s2" | "g">(
    told(options.accelerationUnit),
    shown && { value: shown, from: "signal", because: `${seen}, so this is ${shown === "g" ? "g" : "m/s²"}` },
    isWithout("m/s2") && inMovement > MOST_IN_WALKING_G
      ? { value: "m/s2", from: "signal", because: `${inMovement.toPrecision(3)} in movement, so this is m/s²` }
      : null,
    said(stated.acceleration, stated.from, seen),
  );
  const gravity = firstOf<"present" | "removed" | "restored">(
    told(options.gravity),
    shown && { value: "present", from: "signal", because: `${seen} is the size of gravity` },
    unit !== null && isWithout(unit.value)
      ? { value: "removed", from: "signal", because: `${seen}, so gravity is taken out` }
      : null,
    said(stated.gravity, stated.from, seen),
  );
  return { unit, gravity, level };

  function isWithout(unitOfFile: "m/s2" | "g"): boolean {
    const gravityOfFile = unitOfFile === "g" ? 1 : GRAVITY_MPS2;
    return shown === null && Math.max(atRest, onAverage) < MOST_WITHOUT_GRAVITY_G * gravityOfFile;
  }
}

function unitOfLevel(level: number): "m/s2" | "g" | null {
  const isNear = (gravity: number) => level > gravity * GRAVITY_RANGE.least && level < gravity * GRAVITY_RANGE.most;
  if (isNear(1)) return "g";
  return isNear(GRAVITY_MPS2) ? "m/s2" : null;
}

/** How strongly a person moves, by the 99th percentiles of size: of the turning, and of the acceleration in g. */
export interface Vigor {
  readonly turning: number;
  /** Null without gravity, which is the measure. */
  readonly accelerationG: number | null;
}

export function vigorOf(acceleration: Axes, angularRate: Axes, level: number, hasGravity: boolean): Vigor {
  return {
    turning: quantile(norm(angularRate), 0.99),
    accelerationG: hasGravity ? quantile(norm(acceleration), 0.99) / level : null,
  };
}

/**
 * Turning (rad/s) that goes with an acceleration. Feet that walk reach 5 to 15 rad/s and 1.8 to 6.5 g, lower backs 1.4 to
 * 3.2 rad/s and 1.3 to 1.8 g (seen in five data sets); the bands are wider by half and more, and the units lie 57 apart.
 */
const BANDS = [
  { aboveG: 2, leastRadS: 2, mostRadS: 30 },
  { aboveG: 1.1, leastRadS: 0.15, mostRadS: 12 },
  { aboveG: 0, leastRadS: 0, mostRadS: 4 },
] as const;
const WITHOUT_ACCELERATION = { leastRadS: 0.5, mostRadS: 30 } as const;

/** Which unit the angular rate is in; null where it does not show and nobody says so. */
export function recognizeAngularRate(
  vigor: Vigor,
  stated: StatedUnits,
  options: MotionFileOptions,
): Units["angularRate"] | null {
  const { accelerationG, turning } = vigor;
  const band = accelerationG === null ? WITHOUT_ACCELERATION : BANDS.find(({ aboveG }) => accelerationG > aboveG)!;
  const isPossible = (radS: number) => radS >= band.leastRadS && radS <= band.mostRadS;
  const possible = (["rad/s", "deg/s"] as const).filter((unit) =>
    isPossible(unit === "rad/s" ? turning : turning * RAD_PER_DEG),
  );
  const seen = `1 % of the samples turn faster than ${turning.toPrecision(3)}`;
  const shown = possible.length === 1 ? possible[0]! : null;
  const isContradicted = stated.angularRate !== null && shown !== null && shown !== stated.angularRate;
  return firstOf<"rad/s" | "deg/s">(
    told(options.angularRateUnit),
    isContradicted ? null : said(stated.angularRate, stated.from, seen),
    shown && { value: shown, from: "signal", because: `${seen}, so this is ${shown}` },
  );
}

function told<Value>(value: Value | undefined): Recognized<Value> | null {
  return value === undefined ? null : { value, from: "caller", because: "told by you" };
}

function said<Value>(value: Value | null, from: "file" | "format", seen: string): Recognized<Value> | null {
  if (value === null) return null;
  return { value, from, because: `${from === "file" ? "said in the file" : "so by the format"}; ${seen}` };
}

function firstOf<Value>(...candidates: readonly (Recognized<Value> | null)[]): Recognized<Value> | null {
  return candidates.find((candidate) => candidate !== null) ?? null;
}
