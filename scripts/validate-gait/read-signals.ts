import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { problemText } from "@plumbline/clinical-model";
import { readMotionFile } from "@plumbline/imu-gait";
import type { MotionFileOptions, MotionSignal } from "@plumbline/imu-gait";

/** @throws Error with the file's problems when it cannot be read. */
export function readSignals(path: string, options: MotionFileOptions = {}): MotionSignal[] {
  const bytes = readFileSync(path);
  const isPacked = path.endsWith(".gz");
  const result = readMotionFile(isPacked ? gunzipSync(bytes) : bytes, basename(path, ".gz"), options);
  if (!result.ok) throw new Error(`${basename(path)}: ${result.problems.map(problemText).join(" ")}`);
  return result.value;
}
