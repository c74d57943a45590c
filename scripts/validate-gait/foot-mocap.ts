import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findFootMounting, findFootSteps, measureFootMotion } from "@plumbline/imu-gait";
import { mean } from "@plumbline/signal-processing";
import { fitSensorPlace, overLine, readCameraFeet } from "./camera-foot.ts";
import { readSignals } from "./read-signals.ts";
import { table } from "./section.ts";
import type { Section } from "./section.ts";

const IMU_HZ = 204.8;
/** A step that is one of walking, not of turning on the spot. */
const LEAST_WALKED_M = 0.5;

/** One stride of the reference, samples of the sensor. */
interface ReferenceStride {
  readonly side: string;
  readonly start: number;
  readonly end: number;
  readonly initialContact: number;
  readonly toeOff: number;
}

/** Stride length, heights, angles and events of both feet against cameras. */
export function footMocapSection(dataFolder: string): Section {
  const folder = join(dataFolder, "gait/foot-mocap");
  const cameras = readCameraFeet(join(folder, "mocap_sample.csv.gz"), IMU_HZ);
  const strides = readStrides(join(folder, "stride_events_sample.csv"));
  const errors = {
    length: [] as number[],
    contact: [] as number[],
    toeOff: [] as number[],
    ic: [] as number[],
    to: [] as number[],
    rise: [] as number[],
    peak: [] as number[],
    midSwing: [] as number[],
    progression: [] as number[],
    heading: [] as number[],
  };
  for (const signal of readSignals(join(folder, "imu_sample.csv.gz"))) {
    const side = signal.placement?.value === "left-foot" ? "left" : "right";
    const found = findFootSteps(signal);
    const mounting = findFootMounting(signal, found)!;
    const { steps: motion, positionM } = measureFootMotion(signal, found, mounting, side);
    const foot = cameras(side);
    for (const stride of strides.filter((one) => one.side === side)) {
      const step = motion.find(({ step: at }) => {
        const { toeOff, footFlat } = found.steps[at]!;
        return toeOff < stride.initialContact && stride.initialContact < footFlat + 0.1 * IMU_HZ;
      });
      if (step === undefined) continue;
      const { initialContact, toeOff } = found.steps[step.step]!;
      errors.length.push((step.lengthM - foot.distanceM(stride.start, stride.end)) * 100);
      const flat = (foot.pitchDeg(step.start) + foot.pitchDeg(step.end)) / 2;
      errors.contact.push(step.pitchAtContactDeg! - (foot.pitchDeg(initialContact) - flat));
      errors.toeOff.push(step.pitchAtToeOffDeg! - (foot.pitchDeg(toeOff) - flat));
      errors.ic.push(((initialContact - stride.initialContact) / IMU_HZ) * 1000);
      errors.to.push(((toeOff - stride.toeOff) / IMU_HZ) * 1000);
    }
    const walked = motion.filter(({ lengthM }) => lengthM >= LEAST_WALKED_M);
    const place = fitSensorPlace(foot, (sample) => positionM[2][sample]!, walked);
    for (const step of walked) {
      const { start, end } = step;
      const height = overLine((sample) => foot.heightM(sample, place), step);
      const heights = Array.from({ length: end - start + 1 }, (_, at) => height(start + at));
      errors.rise.push((step.riseM - foot.riseM(start, end)) * 100);
      errors.peak.push((step.peakHeightM - Math.max(...heights)) * 100);
      if (step.midSwingHeightM !== null) errors.midSwing.push((step.midSwingHeightM - dipOf(heights)) * 100);
      const toLeft = foot.turnedToLeftDeg(start, end);
      errors.progression.push(step.progressionAngleDeg! - (side === "left" ? toLeft : -toLeft));
      errors.heading.push(step.headingChangeDeg! - foot.headingChangeDeg(start, end));
    }
  }
  const size = (values: readonly number[]) => mean(values.map(Math.abs));
  return {
    title: "Stride length and pitch: foot-mocap",
    about:
      "One healthy person, 39 s of straight walking with turns at the ends, both insteps at 204.8 Hz, cameras at 100 Hz on heel and toes. Example data of the gaitmap project (MIT license).",
    bars: [
      {
        what: "recall of strides",
        value: errors.length.length / strides.length,
        bar: 0.95,
        must: "at least",
        unit: "",
      },
      { what: "mean absolute error of length", value: size(errors.length), bar: 3.4, must: "at most", unit: " cm" },
    ],
    details: [
      table(
        ["measure", "strides", "mean error", "mean absolute error"],
        (
          [
            ["stride length (cm)", errors.length],
            ["pitch at initial contact (°)", errors.contact],
            ["pitch at toe-off (°)", errors.toeOff],
            ["initial contact (ms)", errors.ic],
            ["toe-off (ms)", errors.to],
            ["rise from stance to stance (cm)", errors.rise],
            ["peak height (cm)", errors.peak],
            ["clearance in the middle of swing (cm)", errors.midSwing],
            ["change of heading (°)", errors.heading],
            ["progression angle (°)", errors.progression],
          ] as const
        ).map(([name, values]) => [name, values.length, mean(values).toFixed(1), size(values).toFixed(1)]),
      ),
      "",
      "Pitch is compared at our own events, against the line from the heel's marker to the toes', zero in the mean of the stances before and after. Nobody measured where the sensor sits on the foot: heights are compared with that point of the foot, along and over the line of the markers, whose heights are nearest, two numbers for each foot; steps without a dip in mid-swing have no clearance.",
      "",
      "The progression angle reads far too small: what tells where the foot points is the axis about which it swings, and a foot swings along its way, wherever its toes point. It is for comparing a foot with itself, and a small angle is no finding.",
    ].join("\n"),
  };
}

/** The lowest of what lies deepest between two rises. */
function dipOf(heights: readonly number[]): number {
  let [deepest, lowest] = [0, 0];
  heights.forEach((height, at) => {
    const rim = Math.min(Math.max(...heights.slice(0, at + 1)), Math.max(...heights.slice(at)));
    if (rim - height > deepest) [deepest, lowest] = [rim - height, height];
  });
  return lowest;
}

function readStrides(path: string): ReferenceStride[] {
  const [, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => {
    const [, side, start, end, ic, tc] = line.split(",");
    return {
      side: side!,
      start: Number(start),
      end: Number(end),
      initialContact: Number(ic),
      toeOff: Number(tc),
    };
  });
}
