import { footMovement } from "../../packages/imu-gait/src/foot-movement.ts";
import type { FootMovement } from "../../packages/imu-gait/src/foot-movement.ts";
import { placeSteps } from "../../packages/imu-gait/src/place-steps.ts";
import { footFlatFeatures, heelOffFeatures } from "../../packages/imu-gait/src/step-edges.ts";
import type { StepEdgeWeights } from "../../packages/imu-gait/src/step-edges.ts";
import { shapeOfStep } from "../../packages/imu-gait/src/step-shape.ts";
import type { MarkedFoot, MarkedStep } from "./gait-data-trials.ts";

/** On squared seconds. Ten times more or less changes F of the stricter rule by 0.001. */
const RIDGE = 0.3;
const FOLDS = 10;
/** A marked step whose edges lie farther from the region than this is another movement. */
const OTHER_S = 0.4;
const DECIMALS = 5;

/** One foot of one trial, and what its steps give to learn from. */
interface Lesson {
  readonly foot: MarkedFoot;
  readonly movement: FootMovement | null;
  /** Features, and seconds from the landmark to the edge that experts marked. */
  readonly heelOff: readonly Example[];
  readonly footFlat: readonly Example[];
}

type Example = readonly [features: readonly number[], target: number];

/** How the steps of one foot were placed with weights from other people. */
export interface LeftOut {
  readonly foot: MarkedFoot;
  readonly found: readonly MarkedStep[];
}

/** Weights from all feet, and the steps of each foot with weights that its person had no part in. */
export function fitStepEdges(
  feet: readonly MarkedFoot[],
  withAcceleration: boolean,
): { readonly weights: StepEdgeWeights; readonly leftOut: readonly LeftOut[] } {
  const lessons = feet.map((foot) => lessonOf(foot, withAcceleration));
  const subjects = [...new Set(feet.map(({ subject }) => subject))].sort();
  const leftOut = Array.from({ length: FOLDS }, (_, fold) => {
    const out = new Set(subjects.filter((_subject, at) => at % FOLDS === fold));
    const weights = learn(lessons.filter(({ foot }) => !out.has(foot.subject)));
    return lessons
      .filter(({ foot }) => out.has(foot.subject))
      .map(({ foot, movement }) => ({ foot, found: movement === null ? [] : edgesOf(movement, weights) }));
  });
  return { weights: learn(lessons), leftOut: leftOut.flat() };
}

function edgesOf(movement: FootMovement, weights: StepEdgeWeights): MarkedStep[] {
  return placeSteps(movement, weights).map(({ heelOff, footFlat }) => [heelOff, footFlat]);
}

function lessonOf(foot: MarkedFoot, withAcceleration: boolean): Lesson {
  const { signal, steps } = foot;
  const rateHz = signal.samplingRateHz;
  const movement = footMovement(withAcceleration ? signal : { ...signal, accelerationMps2: null }, null);
  const [heelOff, footFlat]: [Example[], Example[]] = [[], []];
  movement?.regions.forEach(({ start, end }, index) => {
    const shape = shapeOfStep(movement.regions, index, movement.signals);
    const middle = (start + end) >> 1;
    const marked = steps.find(([from, to]) => from <= middle && middle < to);
    if (marked === undefined) return;
    if (Math.max(Math.abs(marked[0] - start), Math.abs(marked[1] - end)) >= OTHER_S * rateHz) return;
    heelOff.push([heelOffFeatures(movement.signals, shape), (marked[0] - shape.rise) / rateHz]);
    footFlat.push([footFlatFeatures(movement.signals, shape), (marked[1] - shape.fall) / rateHz]);
  });
  return { foot, movement, heelOff, footFlat };
}

function learn(lessons: readonly Lesson[]): StepEdgeWeights {
  return {
    heelOff: ridge(lessons.flatMap(({ heelOff }) => heelOff)),
    footFlat: ridge(lessons.flatMap(({ footFlat }) => footFlat)),
  };
}

/** Least squares with a small weight on small weights; the constant, which is first, is free. */
function ridge(examples: readonly Example[]): number[] {
  const size = examples[0]![0].length;
  const system = Array.from({ length: size }, () => new Float64Array(size + 1));
  for (const [features, target] of examples) {
    features.forEach((feature, row) => {
      features.forEach((other, column) => (system[row]![column]! += feature * other));
      system[row]![size]! += feature * target;
    });
  }
  for (let row = 1; row < size; row++) system[row]![row]! += RIDGE;
  return solved(system).map((weight) => Number(weight.toFixed(DECIMALS)));
}

/** By elimination; the system is symmetric and positive, so it needs no pivoting. The right side is the last column. */
function solved(system: readonly Float64Array[]): number[] {
  const size = system.length;
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
