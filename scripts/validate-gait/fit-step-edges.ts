/**
 * Computes the weights in `packages/imu-gait/src/step-edge-weights.ts` anew from the gait-data set, and says how well they
 * do on people they were not computed from. Usage: `PLUMBLINE_DATA=FOLDER node scripts/validate-gait/fit-step-edges.ts`.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { mean } from "@plumbline/signal-processing";
import { footMovement } from "../../packages/imu-gait/src/foot-movement.ts";
import { footFlatFeatures, heelOffFeatures } from "../../packages/imu-gait/src/step-edges.ts";
import { shapeOfStep } from "../../packages/imu-gait/src/step-shape.ts";
import { readMarkedFeet, scoreSteps } from "./gait-data-trials.ts";
import type { MarkedFoot, MarkedStep } from "./gait-data-trials.ts";

const OUTPUT = fileURLToPath(new URL("../../packages/imu-gait/src/step-edge-weights.ts", import.meta.url));
/** On squared seconds. Ten times more or less changes F of the stricter rule by 0.001. */
const RIDGE = 0.3;
const FOLDS = 10;
/** A marked step whose edges lie farther from the region than this is another movement. */
const OTHER_S = 0.4;

/** What one found step gives to learn from. */
interface Sample {
  readonly subject: string;
  readonly rise: number;
  readonly fall: number;
  readonly heelOff: readonly number[];
  readonly footFlat: readonly number[];
  /** Null where experts marked no such step. */
  readonly marked: MarkedStep | null;
}

const data = process.env.PLUMBLINE_DATA;
if (data === undefined) {
  console.error("Set PLUMBLINE_DATA to the folder that holds gait/gait-data.");
  process.exit(1);
}
const feet = readMarkedFeet(data);
const weights = {
  ...fit(
    "with acceleration",
    feet.map((foot) => samplesOf(foot, true)),
  ),
  withoutAcceleration: fit(
    "without",
    feet.map((foot) => samplesOf(foot, false)),
  ),
};
writeFileSync(
  OUTPUT,
  `/** Written by \`scripts/validate-gait/fit-step-edges.ts\`; not edited by hand. */
export const STEP_EDGE_WEIGHTS = ${JSON.stringify(weights, null, 2)};
`,
);

function samplesOf({ signal, subject, steps }: MarkedFoot, withAcceleration: boolean): Sample[] {
  const rateHz = signal.samplingRateHz;
  const movement = footMovement(withAcceleration ? signal : { ...signal, accelerationMps2: null }, null);
  if (movement === null) return [];
  const { regions, signals } = movement;
  return regions.map(({ start, end }, index) => {
    const shape = shapeOfStep(regions, index, signals);
    const middle = (start + end) >> 1;
    const marked = steps.find(([from, to]) => from <= middle && middle < to) ?? null;
    const isOther =
      marked !== null && Math.max(Math.abs(marked[0] - start), Math.abs(marked[1] - end)) >= OTHER_S * rateHz;
    return {
      subject,
      rise: shape.rise,
      fall: shape.fall,
      heelOff: heelOffFeatures(signals, shape),
      footFlat: footFlatFeatures(signals, shape),
      marked: isOther ? null : marked,
    };
  });
}

function fit(name: string, samples: readonly (readonly Sample[])[]) {
  const subjects = [...new Set(feet.map(({ subject }) => subject))].sort();
  const scores: { group: string; mid: number; iou75: number }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const out = new Set(subjects.filter((_, at) => at % FOLDS === fold));
    const learned = learn(samples.flat().filter(({ subject }) => !out.has(subject)));
    feet.forEach(({ subject, signal, steps, group }, at) => {
      if (!out.has(subject)) return;
      const found = samples[at]!.map((sample) => predicted(sample, learned, signal.samplingRateHz));
      scores.push({ group, mid: scoreSteps(found, steps, "mid").f, iou75: scoreSteps(found, steps, "iou75").f });
    });
  }
  for (const group of ["all", ...new Set(scores.map((score) => score.group))]) {
    const these = scores.filter((score) => group === "all" || score.group === group);
    const [mid, iou75] = [mean(these.map((score) => score.mid)), mean(these.map((score) => score.iou75))];
    console.log(`${name}, people left out, ${group}: mid ${mid.toFixed(4)}, iou75 ${iou75.toFixed(4)}`);
  }
  return learn(samples.flat());
}

interface Weights {
  readonly heelOff: readonly number[];
  readonly footFlat: readonly number[];
}

function predicted({ rise, fall, heelOff, footFlat }: Sample, learned: Weights, rateHz: number): MarkedStep {
  return [
    Math.round(rise + rateHz * dot(learned.heelOff, heelOff)),
    Math.round(fall + rateHz * dot(learned.footFlat, footFlat)),
  ];
}

function learn(samples: readonly Sample[]): Weights {
  const known = samples.filter((sample): sample is Sample & { marked: MarkedStep } => sample.marked !== null);
  const rateHz = 100;
  const weights = {
    heelOff: ridge(
      known.map(({ heelOff }) => heelOff),
      known.map(({ rise, marked }) => (marked[0] - rise) / rateHz),
    ),
    footFlat: ridge(
      known.map(({ footFlat }) => footFlat),
      known.map(({ fall, marked }) => (marked[1] - fall) / rateHz),
    ),
  };
  const rounded = (values: readonly number[]) => values.map((value) => Number(value.toFixed(5)));
  return { heelOff: rounded(weights.heelOff), footFlat: rounded(weights.footFlat) };
}

/** Least squares with a small weight on small weights; the constant is free. */
function ridge(rows: readonly (readonly number[])[], targets: readonly number[]): number[] {
  const size = rows[0]!.length;
  const system = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size + 1 }, (_unused, j) =>
      j === size
        ? rows.reduce((sum, row, at) => sum + row[i]! * targets[at]!, 0)
        : rows.reduce((sum, row) => sum + row[i]! * row[j]!, i === j && i > 0 ? RIDGE : 0),
    ),
  );
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      const factor = system[row]![pivot]! / system[pivot]![pivot]!;
      for (let column = pivot; column <= size; column++) system[row]![column]! -= factor * system[pivot]![column]!;
    }
  }
  const solution = Array.from({ length: size }, () => 0);
  for (let row = size - 1; row >= 0; row--) {
    const rest = solution.reduce((sum, value, column) => sum + (column > row ? system[row]![column]! * value : 0), 0);
    solution[row] = (system[row]![size]! - rest) / system[row]![row]!;
  }
  return solution;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
