import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { findFootMounting, findFootSteps, measureFootMotion } from "@plumbline/imu-gait";
import { mean } from "@plumbline/signal-processing";
import { readSignals } from "./read-signals.ts";
import { table } from "./section.ts";
import type { Section } from "./section.ts";

const IMU_HZ = 204.8;
const CAMERA_HZ = 100;

/** One stride of the reference, samples of the sensor. */
interface ReferenceStride {
  readonly side: string;
  readonly start: number;
  readonly end: number;
  readonly initialContact: number;
  readonly toeOff: number;
}

/** Stride length, pitch and events of both feet against cameras. */
export function footMocapSection(dataFolder: string): Section {
  const folder = join(dataFolder, "gait/foot-mocap");
  const markers = readMarkers(join(folder, "mocap_sample.csv.gz"));
  const strides = readStrides(join(folder, "stride_events_sample.csv"));
  const errors = {
    length: [] as number[],
    contact: [] as number[],
    toeOff: [] as number[],
    ic: [] as number[],
    to: [] as number[],
  };
  for (const signal of readSignals(join(folder, "imu_sample.csv.gz"))) {
    const side = signal.placement?.value === "left-foot" ? "left" : "right";
    const found = findFootSteps(signal);
    const mounting = findFootMounting(signal, found)!;
    const motion = measureFootMotion(signal, found, mounting, side).steps;
    const foot = markers(side);
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
          ] as const
        ).map(([name, values]) => [name, values.length, mean(values).toFixed(1), size(values).toFixed(1)]),
      ),
      "",
      "Pitch is compared at our own events, against the line from the heel's marker to the toes', zero in the mean of the stances before and after.",
    ].join("\n"),
  };
}

function readMarkers(path: string) {
  const rows = gunzipSync(readFileSync(path)).toString("utf8").trim().split("\n");
  const [names, axes, ...lines] = rows.map((row) => row.split(","));
  const values = lines.map((line) => line.map(Number));
  return (side: "left" | "right") => {
    const column = (marker: string, axis: string) =>
      names!.findIndex((name, at) => name === `${side === "left" ? "L" : "R"}_${marker}` && axes![at] === axis);
    const place = (sample: number, marker: string) => {
      const row = values[Math.round((sample / IMU_HZ) * CAMERA_HZ)]!;
      return [row[column(marker, "x")]!, row[column(marker, "y")]!, row[column(marker, "z")]!] as const;
    };
    return {
      distanceM(start: number, end: number): number {
        const [a, b] = [place(start, "FCC"), place(end, "FCC")];
        return Math.hypot(b[0] - a[0], b[1] - a[1]) / 1000;
      },
      pitchDeg(sample: number): number {
        const [toe, heel] = [place(sample, "TOE"), place(sample, "FCC")];
        return (Math.atan2(toe[2] - heel[2], Math.hypot(toe[0] - heel[0], toe[1] - heel[1])) * 180) / Math.PI;
      },
    };
  };
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
