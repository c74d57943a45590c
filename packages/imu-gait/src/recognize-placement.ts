import { norm, quantile } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { Placement, Recognized } from "./motion-signal.ts";

const WORDS: readonly (readonly [Placement, RegExp])[] = [
  ["left-foot", /(?:^|[^a-z])(?:lf|lfoot|leftfoot|footl|fl|left|links|gauche)(?:[^a-z]|$)/],
  ["right-foot", /(?:^|[^a-z])(?:rf|rfoot|rightfoot|footr|fr|right|rechts|droite?)(?:[^a-z]|$)/],
  ["lumbar", /(?:^|[^a-z])(?:lb|lumbar|lowback|lowerback|back|l5|sacrum|pelvis|trunk|waist)(?:[^a-z]|$)/],
  ["foot", /(?:^|[^a-z])(?:foot|instep|shoe|fuss|pied)(?:[^a-z]|$)/],
];

/** The placement that words in a name tell (`1-1_lf.txt`, `left_sensor`); null when they tell none, or two. */
export function placementInName(name: string): Placement | null {
  // Camel case is separate words too: `leftFoot`.
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  const found = WORDS.filter(([, pattern]) => pattern.test(words)).map(([placement]) => placement);
  const sided = found.filter((placement) => placement !== "foot");
  if (sided.length === 1) return sided[0]!;
  return sided.length === 0 ? (found[0] ?? null) : null;
}

/** 1 % of the samples of a walking foot turn faster than this, and slower for a lower back. */
const SLOWEST_FOOT_RAD_S = 3.5;
const FASTEST_BACK_RAD_S = 2.8;
const LEAST_MOVING_RAD_S = 0.3;

/** A foot swings and stands still; a lower back does neither. Null where it does not show. */
export function placementInSignal(angularRateRadS: Axes): Recognized<Placement> | null {
  const fast = quantile(norm(angularRateRadS), 0.99);
  const because = `1 % of the samples turn faster than ${fast.toPrecision(3)} rad/s`;
  if (fast > SLOWEST_FOOT_RAD_S) {
    return { value: "foot", from: "signal", because: `${because}, as a foot does; its side does not show` };
  }
  if (fast > FASTEST_BACK_RAD_S || fast < LEAST_MOVING_RAD_S) return null;
  return { value: "lumbar", from: "signal", because: `${because}, as a lower back does` };
}
