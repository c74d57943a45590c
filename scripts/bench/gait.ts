/**
 * `npm run bench`: what a walk costs, in seconds of processor time for each minute of a two-foot recording at about 100 Hz,
 * median of warm runs. The recording is the open walk of the examples, of which every second sample is taken.
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  findFootMounting,
  findFootSteps,
  gaitReport,
  measureFootMotion,
  readMotionFile,
} from "../../packages/imu-gait/src/index.ts";
import type { MotionSignal } from "../../packages/imu-gait/src/index.ts";
import type { Axes } from "../../packages/signal-processing/src/index.ts";

const WARM_UP_RUNS = 8;
const RUNS = 21;
/** Steps, events and ways of both feet together. */
const LIMIT_S_PER_MIN = 0.05;
const FILE_RATE_HZ = 204.8;

const WALK = gunzipSync(readFileSync(new URL("../../examples/walk.csv.gz", import.meta.url)));
const feet = read(WALK).map(halved);
const minutes = feet[0]!.samples / feet[0]!.samplingRateHz / 60;
const steps = feet.map((foot) => findFootSteps(foot));
const mountings = feet.map((foot, at) => findFootMounting(foot, steps[at]!)!);

const reading = secondsPerMin(() => read(WALK));
const finding = secondsPerMin(() => feet.map((foot) => findFootSteps(foot)));
const following = secondsPerMin(() =>
  feet.map((foot, at) => {
    findFootMounting(foot, steps[at]!);
    return measureFootMotion(foot, steps[at]!, mountings[at]!, at === 0 ? "left" : "right");
  }),
);
const all = secondsPerMin(() => gaitReport({ name: "walk", signals: feet }));

console.log(
  `walk.csv: ${feet.length} feet, ${minutes.toFixed(2)} min at ${feet[0]!.samplingRateHz} Hz; s of CPU per minute, warm median of ${RUNS}`,
);
console.log(
  `  read           ${cell(reading)}   ${(WALK.length / 1e6).toFixed(1)} MB at ${FILE_RATE_HZ} Hz, both feet`,
);
console.log(`  steps, events  ${cell(finding)}`);
console.log(`  ways           ${cell(following)}`);
console.log(`  report of all  ${cell(all)}   limit ${LIMIT_S_PER_MIN}`);

function read(bytes: Uint8Array): readonly MotionSignal[] {
  const result = readMotionFile(bytes, "walk.csv", { samplingRateHz: FILE_RATE_HZ });
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value;
}

function halved(signal: MotionSignal): MotionSignal {
  const half = (axes: Axes): Axes => {
    const [x, y, z] = axes.map((column) => column.filter((_, at) => at % 2 === 0));
    return [x!, y!, z!];
  };
  return {
    ...signal,
    samplingRateHz: signal.samplingRateHz / 2,
    samples: Math.ceil(signal.samples / 2),
    accelerationMps2: signal.accelerationMps2 === null ? null : half(signal.accelerationMps2),
    angularRateRadS: half(signal.angularRateRadS),
  };
}

function cell(seconds: number): string {
  return seconds.toFixed(4).padStart(8);
}

function secondsPerMin(run: () => unknown): number {
  for (let warmUp = 0; warmUp < WARM_UP_RUNS; warmUp++) run();
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6 / minutes;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1]!;
}
