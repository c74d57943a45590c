/**
 * `npm run bench`: what reading and measuring a recording costs, in milliseconds of processor time, median of warm runs.
 * The bare parse is the yardstick: the least that any program must do with the same bytes.
 */
import { readFileSync } from "node:fs";
import { measure, readRecording } from "../../packages/plantar-pressure/src/index.ts";
import type { PressureRecording } from "../../packages/plantar-pressure/src/index.ts";

const WARM_UP_RUNS = 15;
const RUNS = 41;
const FILE = new URL("../../examples/emed_test.lst", import.meta.url);

const bytes = readFileSync(FILE);
const recording = read();

const bare = medianMs(bareParse);
const reading = medianMs(read);
const measuring = medianMs(() => measure(recording));
const both = medianMs(() => measure(read()));

console.log(
  `emed_test.lst: ${Math.round(bytes.length / 1000)} kB, ${recording.frames} frames; ms of CPU, warm median of ${RUNS}`,
);
console.log(`  bare parse     ${bare.toFixed(1).padStart(6)}   split into words, force and peak of each frame`);
console.log(`  read           ${reading.toFixed(1).padStart(6)}`);
console.log(`  measure        ${measuring.toFixed(1).padStart(6)}`);
console.log(`  read + measure ${both.toFixed(1).padStart(6)}   ${(both / bare).toFixed(2)} x the bare parse`);

function read(): PressureRecording {
  const result = readRecording(bytes, "emed_test.lst");
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.value;
}

/** No checks, no header: only numbers. */
function bareParse(): { readonly forceN: number; readonly peakKpa: number }[] {
  const frames: { forceN: number; peakKpa: number }[] = [];
  let frame: { forceN: number; peakKpa: number } | null = null;
  for (const line of bytes.toString("latin1").split("\n")) {
    if (line.includes("Pict-No.")) {
      frame = { forceN: 0, peakKpa: 0 };
      frames.push(frame);
    } else if (frame !== null && line.charCodeAt(0) >= 0x30 && line.charCodeAt(0) <= 0x39) {
      const words = line.split("\t");
      for (let cell = 1; cell < words.length - 1; cell++) {
        const kpa = Number(words[cell]);
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
