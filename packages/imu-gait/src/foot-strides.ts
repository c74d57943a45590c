import { tidy } from "@plumbline/signal-processing";
import type { FootMotion, StepMotion } from "./foot-motion.ts";
import type { FootStep, FootSteps } from "./foot-steps.ts";
import type { GaitStride, StrideUse } from "./gait-report.ts";
import { longGaps } from "./long-gaps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { isPlausible } from "./plausible-gait.ts";
import type { SampleRange } from "./sample-range.ts";

/**
 * The steps of one foot as strides. Samples are elements of the signal; what needs the other foot is null.
 *
 * @param motion - Null when the path of the foot is not known: then there are times only.
 */
export function footStrides(
  signal: Pick<MotionSignal, "samplingRateHz" | "gaps">,
  { steps, bouts, turns }: FootSteps,
  motion: FootMotion | null,
): readonly GaitStride[] {
  const { samplingRateHz } = signal;
  const holes = longGaps(signal);
  const motions = new Map(motion?.steps.map((step) => [step.step, step]));
  const boutOf = steps.map((step) => bouts.findIndex((bout) => overlap(bout, step.toeOff, step.initialContact)));
  return steps.map((step, at) => {
    const follows = at > 0 && boutOf[at] !== -1 && boutOf[at] === boutOf[at - 1];
    const before = follows ? steps[at - 1]! : null;
    const isLast = boutOf[at] === -1 || boutOf[at] !== boutOf[at + 1];
    const moved = motions.get(at) ?? null;
    const times = strideTimes(step, before, samplingRateHz);
    const lengths = strideLengths(moved, times.timeS);
    const startSample = moved?.start ?? step.heelOff;
    const endSample = moved?.end ?? step.footFlat;
    const from = Math.min(startSample, before?.initialContact ?? startSample);
    const touches = (ranges: readonly SampleRange[]): boolean =>
      ranges.some((range) => overlap(range, from, endSample));
    const useOf = (): StrideUse => {
      if (before === null) return "first";
      if (isLast) return "last";
      if (touches(turns)) return "turn";
      if (touches(holes)) return "gap";
      return isPlausible(times.timeS, lengths.lengthM) ? "used" : "implausible";
    };
    return {
      startSample,
      endSample,
      toeOffSample: step.toeOff,
      initialContactSample: step.initialContact,
      use: useOf(),
      ...times,
      ...lengths,
      stepS: null,
      doubleSupportS: null,
    };
  });
}

function overlap({ start, end }: SampleRange, from: number, to: number): boolean {
  return start < to && end > from;
}

function strideTimes(
  { toeOff, initialContact }: FootStep,
  before: FootStep | null,
  samplingRateHz: number,
): Pick<GaitStride, "timeS" | "stanceS" | "swingS" | "stancePercent"> {
  const swingS = tidy((initialContact - toeOff) / samplingRateHz);
  if (before === null) return { timeS: null, stanceS: null, swingS, stancePercent: null };
  const time = initialContact - before.initialContact;
  const stance = toeOff - before.initialContact;
  return {
    timeS: tidy(time / samplingRateHz),
    stanceS: tidy(stance / samplingRateHz),
    swingS,
    stancePercent: tidy((100 * stance) / time),
  };
}

type StrideLengths = Omit<
  GaitStride,
  `${string}Sample` | "use" | "timeS" | "stanceS" | "swingS" | "stancePercent" | "stepS" | "doubleSupportS"
>;

function strideLengths(moved: StepMotion | null, timeS: number | null): StrideLengths {
  const tidied = (value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : tidy(value);
  return {
    lengthM: tidied(moved?.lengthM),
    speedMps: moved === null || timeS === null ? null : tidy(moved.lengthM / timeS),
    riseM: tidied(moved?.riseM),
    peakHeightM: tidied(moved?.peakHeightM),
    clearanceM: tidied(moved?.midSwingHeightM),
    pitchAtContactDeg: tidied(moved?.pitchAtContactDeg),
    pitchAtToeOffDeg: tidied(moved?.pitchAtToeOffDeg),
    progressionAngleDeg: tidied(moved?.progressionAngleDeg),
    headingChangeDeg: tidied(moved?.headingChangeDeg),
  };
}
