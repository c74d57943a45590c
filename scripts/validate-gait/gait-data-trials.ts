import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MotionSignal } from "@plumbline/imu-gait";
import { readSignals } from "./read-signals.ts";

/** A step as experts marked it: samples `[start, end)`. */
export type MarkedStep = readonly [start: number, end: number];

/** One foot of one trial. */
export interface MarkedFoot {
  readonly trial: string;
  readonly subject: string;
  readonly group: string;
  readonly side: "left" | "right";
  readonly signal: MotionSignal;
  readonly steps: readonly MarkedStep[];
}

interface TrialNotes {
  readonly PathologyGroup: string;
  readonly LeftFootActivity: readonly MarkedStep[];
  readonly RightFootActivity: readonly MarkedStep[];
}

/** Both feet of every trial in the index of the gait-data set. */
export function readMarkedFeet(dataFolder: string): MarkedFoot[] {
  const folder = join(dataFolder, "gait/gait-data");
  const trials = readFileSync(join(folder, "index.csv"), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",")[0]!);
  return trials.flatMap((trial) => {
    const notes = JSON.parse(readFileSync(join(folder, `${trial}.json`), "utf8")) as TrialNotes;
    return readSignals(join(folder, `${trial}.csv.gz`)).map((signal): MarkedFoot => {
      const side = signal.placement?.value === "left-foot" ? "left" : "right";
      return {
        trial,
        subject: trial.split("-")[0]!,
        group: notes.PathologyGroup,
        side,
        signal,
        steps: side === "left" ? notes.LeftFootActivity : notes.RightFootActivity,
      };
    });
  });
}

export interface StepScore {
  readonly precision: number;
  readonly recall: number;
  readonly f: number;
}

/**
 * The two rules of the set's authors. `mid`: a found step is right when its middle lies in a marked one, a marked one is
 * found when its middle lies in a found one. `iou75`: when they share more than three quarters of what they cover together.
 * One takes one, first come first served.
 */
export function scoreSteps(
  found: readonly MarkedStep[],
  marked: readonly MarkedStep[],
  rule: "mid" | "iou75",
): StepScore {
  const fits = rule === "mid" ? middleIn : overlaps;
  const precision = share(found, marked, fits);
  const recall = share(marked, found, fits);
  return { precision, recall, f: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

function share(
  these: readonly MarkedStep[],
  those: readonly MarkedStep[],
  fits: (one: MarkedStep, other: MarkedStep) => boolean,
): number {
  const taken = new Set<number>();
  for (const one of these) {
    const match = those.findIndex((other, at) => !taken.has(at) && fits(one, other));
    if (match !== -1) taken.add(match);
  }
  return these.length === 0 ? 0 : taken.size / these.length;
}

function middleIn([start, end]: MarkedStep, [from, to]: MarkedStep): boolean {
  const middle = (start + end) >> 1;
  return from <= middle && middle < to;
}

function overlaps([a, b]: MarkedStep, [c, d]: MarkedStep): boolean {
  const both = Math.max(0, Math.min(b, d) - Math.max(a, c));
  return both / (b - a + (d - c) - both) > 0.75;
}
