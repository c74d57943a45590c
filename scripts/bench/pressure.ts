/**
 * `npm run bench`: what reading and measuring a recording costs, in milliseconds of processor time, median of warm runs.
 * The bare parse is the yardstick: the least that any program must do with the same bytes.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { measure, readRecording } from "../../packages/plantar-pressure/src/index.ts";
import type { PressureRecording } from "../../packages/plantar-pressure/src/index.ts";

const WARM_UP_RUNS = 15;
const RUNS = 41;
const STEP = readFileSync(new URL("../../examples/emed_test.lst", import.meta.url));
const RECORDINGS = new URL("../../packages/plantar-pressure/test-data/recordings/", import.meta.url);

/** Limits: 20 ms and twice the bare parse for a step; 60 ms for a walk; three times the decoded frames for memory. */
const STEP_LIMIT_MS = 20;
const STEP_LIMIT_BARE = 2;
const WALK_LIMIT_MS = 60;
const MEMORY_LIMIT = 3;

const recording = read(STEP, "emed_test.lst");
const bare = medianMs(() => bareParse(STEP));
const reading = medianMs(() => read(STEP, "emed_test.lst"));
const measuring = medianMs(() => measure(recording));
const both = medianMs(() => measure(read(STEP, "emed_test.lst")));

console.log(
  `emed_test.lst: ${Math.round(STEP.length / 1000)} kB, ${recording.frames} frames; ms of CPU, warm median of ${RUNS}`,
);
console.log(`  bare parse     ${cell(bare)}   split into words, force and peak of each frame`);
console.log(`  read           ${cell(reading)}`);
console.log(`  measure        ${cell(measuring)}`);
console.log(
  `  read + measure ${cell(both)}   ${(both / bare).toFixed(2)} x the bare parse; limits ${STEP_LIMIT_MS} ms, ${STEP_LIMIT_BARE} x`,
);

console.log("other makers: read, measure");
for (const name of [
  "pedar_example.asc",
  "pliance_test.asc",
  "fscan_testL.asf",
  "footscan_test.xls",
  "xsensor_data.csv",
  "stappone_example.csv",
  "230927_102114.txt",
]) {
  const bytes = gunzipSync(readFileSync(new URL(`${name}.gz`, RECORDINGS)));
  const one = read(bytes, name);
  const limit = name === "pedar_example.asc" ? `; limit of both ${WALK_LIMIT_MS} ms` : "";
  console.log(
    `  ${name.padEnd(22)}${cell(medianMs(() => read(bytes, name)))} ${cell(medianMs(() => measure(one)))}   ${(bytes.length / 1e6).toFixed(1)} MB${limit}`,
  );
}

const memory = spawnSync(process.execPath, [fileURLToPath(new URL("pressure-memory.ts", import.meta.url))], {
  encoding: "utf8",
});
const { decoded, above } = JSON.parse(memory.stdout) as { readonly decoded: number; readonly above: number };
console.log(
  `memory above the process's own: ${(above / 1e6).toFixed(0)} MB for ${(decoded / 1e6).toFixed(0)} MB of decoded frames, ${(above / decoded).toFixed(2)} x; limit ${MEMORY_LIMIT} x`,
);

function read(bytes: Uint8Array, name: string): PressureRecording {
  const result = readRecording(bytes, name);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value;
}

function cell(ms: number): string {
  return ms.toFixed(1).padStart(6);
}

/** No checks, no header: only numbers. */
function bareParse(bytes: Buffer): { readonly forceN: number; readonly peakKpa: number }[] {
  const frames: { forceN: number; peakKpa: number }[] = [];
  let frame: { forceN: number; peakKpa: number } | null = null;
  for (const line of bytes.toString("latin1").split("\n")) {
    if (line.includes("Pict-No.")) {
      frame = { forceN: 0, peakKpa: 0 };
      frames.push(frame);
    } else if (frame !== null && line.charCodeAt(0) >= 0x30 && line.charCodeAt(0) <= 0x39) {
      const words = line.split("\t");
      for (let word = 1; word < words.length - 1; word++) {
        const kpa = Number(words[word]);
        frame.forceN += kpa * 0.025;
        if (kpa > frame.peakKpa) frame.peakKpa = kpa;
      }
    }
  }
  return frames;
}

function medianMs(run: () => unknown): number {
  for (let warmUp = 0; warmUp < WARM_UP_RUNS; warmUp++) run();
  const times = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1]!;
}
