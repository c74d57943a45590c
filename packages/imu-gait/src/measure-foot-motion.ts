import type { Side } from "@plumbline/clinical-model";
import { emptyAxes } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { FootMotion, StepMotion } from "./foot-motion.ts";
import type { FootMounting } from "./foot-mounting.ts";
import type { FootStep, FootSteps } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { restingBias } from "./resting-bias.ts";
import { stanceMoments } from "./stance-moments.ts";
import type { StanceMoments } from "./stance-moments.ts";
import { stepPath, turned } from "./step-path.ts";
import type { StepPath } from "./step-path.ts";

const DEG = Math.PI / 180;
/** Speed left over that no integration of a foot that stood before and after gives: it did not stand. A guess. */
const MOST_DRIFT_MPS = 1.5;

/**
 * Where a foot went in each step, by integrating its turning and its acceleration between the stances around it, where it
 * stands still and gravity shows what is level. Each step is integrated by itself: a stance that was missed spoils the
 * steps beside it and no other. Level floor is not assumed.
 *
 * @param side - For the progression angle; null leaves it out.
 * @returns Steps whose foot did not come to rest before and after are left out.
 */
export function measureFootMotion(
  signal: MotionSignal,
  { steps }: FootSteps,
  { toFoot }: FootMounting,
  side: Side | null,
): FootMotion {
  const { accelerationMps2 } = signal;
  const positionM = emptyAxes(signal.samples);
  for (const column of positionM) column.fill(Number.NaN);
  if (accelerationMps2 === null) return { steps: [], positionM };
  const forward = [toFoot[0]!, toFoot[1]!, toFoot[2]!] as const;
  const bias = restingBias(signal);
  const moved = { ...signal, accelerationMps2 };
  const moments = stanceMoments(moved, steps, bias);
  const track = new Track(positionM);
  const measured: (StepMotion & { readonly step: number })[] = [];
  steps.forEach((step, index) => {
    const stances = moments[index]!;
    if (stances.after - stances.before < 2) return;
    const path = stepPath(moved, stances, bias, forward);
    if (path.driftMps > MOST_DRIFT_MPS) return;
    const motion = motionOf(path, stances, step, forward, side);
    track.add(path.positionM, stances, (motion.headingChangeDeg ?? 0) * DEG);
    measured.push({ step: index, ...motion });
  });
  track.turnToFirstDirection();
  return { steps: measured, positionM };
}

function motionOf(
  { positionM: [x, y, z], attitude, driftMps }: StepPath,
  { before, after }: StanceMoments,
  step: FootStep,
  forward: readonly [number, number, number],
  side: Side | null,
): StepMotion {
  const last = x.length - 1;
  const facing = (sample: number) => {
    const at = Math.min(Math.max(sample - before, 0), last);
    const [a, b, c] = turned(attitude[at]!, forward);
    return { heading: Math.atan2(b, a), pitch: Math.asin(Math.max(-1, Math.min(1, c))) };
  };
  const [start, end] = [facing(before), facing(after)];
  // Flat is zero by definition, in the mean of both stances: the sole's own angle to the sensor is not known.
  const flat = (start.pitch + end.pitch) / 2;
  const pitchDeg = (sample: number) => (facing(sample).pitch - flat) / DEG;
  const headingChange = wrapped(end.heading - start.heading);
  const lengthM = Math.hypot(x[last]!, y[last]!);
  const direction = Math.atan2(y[last]!, x[last]!) - start.heading;
  // The foot's axis against the way it took: the mean of the stances before and after.
  const toLeft = wrapped(headingChange / 2 - direction);
  return {
    start: before,
    end: after,
    lengthM,
    riseM: z[last]!,
    ...heights(z),
    pitchAtContactDeg: pitchDeg(step.initialContact),
    pitchAtToeOffDeg: pitchDeg(step.toeOff),
    progressionAngleDeg:
      side === null || lengthM < LEAST_DIRECTED_M ? null : (side === "left" ? toLeft : -toLeft) / DEG,
    headingChangeDeg: headingChange / DEG,
    driftMps,
  };
}

/** A shorter step has no direction to speak of. A guess. */
const LEAST_DIRECTED_M = 0.2;

/** Heights over the line from the stance before to the stance after. */
function heights(z: Float64Array): Pick<StepMotion, "peakHeightM" | "midSwingHeightM"> {
  const last = z.length - 1;
  const over = z.map((height, at) => height - (z[last]! * at) / last);
  // The sensor rises with the heel, dips as the foot passes under the body, and rises again before the heel comes down:
  // the dip is where it lies deepest between what rises before it and what rises after.
  const highestFrom = over.slice();
  for (let at = last - 1; at >= 0; at--) highestFrom[at] = Math.max(over[at]!, highestFrom[at + 1]!);
  let [highest, deepest, dip] = [0, 0, 0];
  for (let at = 0; at <= last; at++) {
    highest = Math.max(highest, over[at]!);
    const rim = Math.min(highest, highestFrom[at]!);
    // Sinking a little before the heel rises, or after contact, is drift.
    if (rim > LEAST_DIP_M && rim - over[at]! > deepest) [deepest, dip] = [rim - over[at]!, at];
  }
  return { peakHeightM: highest, midSwingHeightM: deepest > LEAST_DIP_M ? over[dip]! : null };
}

/** A dip that stands out of the noise of the height. A guess. */
const LEAST_DIP_M = 0.005;

function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

/** Puts the steps one behind the other: the foot keeps its place and its heading while it stands. */
class Track {
  readonly #position: Axes;
  #place: [number, number, number] = [0, 0, 0];
  #heading = 0;
  #behind = 0;
  /** Sums of the ways of the first steps: the first direction of walking. */
  #first: { count: number; x: number; y: number } = { count: 0, x: 0, y: 0 };

  constructor(position: Axes) {
    this.#position = position;
  }

  add([x, y, z]: Axes, { before, after }: StanceMoments, headingChange: number): void {
    const [cosine, sine] = [Math.cos(this.#heading), Math.sin(this.#heading)];
    const [px, py, pz] = this.#place;
    // Standing between two steps of one walk; a long pause is left empty.
    if (this.#behind > 0 && before - this.#behind < x.length) this.#fill(this.#behind, before);
    for (let at = 0; at < x.length; at++) {
      this.#position[0][before + at] = px + cosine * x[at]! - sine * y[at]!;
      this.#position[1][before + at] = py + sine * x[at]! + cosine * y[at]!;
      this.#position[2][before + at] = pz + z[at]!;
    }
    const next = this.#position.map((column) => column[after]!) as [number, number, number];
    if (this.#first.count < FIRST_STEPS) {
      this.#first.count++;
      this.#first.x += next[0] - px;
      this.#first.y += next[1] - py;
    }
    this.#place = next;
    this.#heading += headingChange;
    this.#behind = after + 1;
  }

  turnToFirstDirection(): void {
    const angle = -Math.atan2(this.#first.y, this.#first.x);
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const [x, y] = this.#position;
    for (let at = 0; at < x.length; at++) {
      [x[at], y[at]] = [cosine * x[at]! - sine * y[at]!, sine * x[at]! + cosine * y[at]!];
    }
  }

  #fill(start: number, end: number): void {
    this.#position.forEach((column, axis) => column.fill(this.#place[axis]!, start, end));
  }
}

const FIRST_STEPS = 3;
