import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { problemText } from "@plumbline/clinical-model";
import type { MotionSignal } from "../src/motion-signal.ts";
import { readMotionFile } from "../src/open-motion-file.ts";

/** A healthy older person walks 5 m; sensor axes are x up, y to the right, z forward. Marked by a system of several sensors. */
export const LUMBAR_WALK = {
  bout: { start: 392, end: 862 },
  leftContacts: [392, 510, 622, 737, 861],
  rightContacts: [455, 569, 680, 799],
  cadenceStepsPerMin: 103.5,
  strideLengthM: 1.211,
  sensorHeightM: 0.964,
} as const;

export function readLumbarWalk(): MotionSignal {
  const bytes = readFileSync(new URL("mobgap_5m_walk_lumbar.csv.gz", import.meta.url));
  const result = readMotionFile(gunzipSync(bytes), "mobgap_5m_walk_lumbar.csv", { placement: "lumbar" });
  if (!result.ok) throw new Error(result.problems.map(problemText).join("\n"));
  return result.value[0]!;
}
