import type { Side } from "@plumbline/clinical-model";
import type { FootShape } from "./foot-shape.ts";
import type { SenselGrid } from "./sensor-layout.ts";

/** The border between ball and toes, one distance along the foot for each step across it, and the tip of the second toe. */
export interface ToeLine {
  /** Across, from the axis, where the first step begins: beyond the medial border. */
  readonly startMm: number;
  /** From step to step, towards lateral: positive on a right foot, so that a mirrored foot gives the mirrored line. */
  readonly stepMm: number;
  readonly alongMm: Float64Array;
  /** Sum of the highest pressures in front of the crease, for each step across. */
  readonly toeLoad: Float64Array;
  /** Null when only one toe touches. */
  readonly secondToe: { readonly acrossMm: number; readonly alongMm: number } | null;
}

const STEP_MM = 2.5;
/** Toes may reach further out than the ball, by so much of its width on either side. */
const BEYOND_BALL = 0.2;

/** The toes' crease is sought in this part of the length. */
const SEARCH_START = 0.62;
const SEARCH_END = 0.95;

/**
 * Where the crease usually runs, as parts of the length: at the medial border of the forefoot, and how much lower at the
 * lateral one. Read off prints of known toes; guesses that only steer where the picture itself does not decide.
 */
const USUAL_MEDIAL = 0.85;
const USUAL_FALL = 0.09;
/** Cost of straying from there (per squared part of the length), and of a bend (per squared step), against 1 for the highest pressure. */
const STRAY_COST = 8;
const BEND_COST = 0.03;
const STEEPEST_STEPS = 3;

/** Second toe: next to the big toe's crease, at most so much further lateral, in steps. */
const LESSER_TOE_STEPS = 8;
const VALLEY_STEPS = 14;

/**
 * Finds the crease between the ball and the toes as the path across the foot that meets the least pressure, not far from
 * where creases usually run. (A least-cost path is also how the R package pressuRe cuts toes off; weights are ours.)
 */
export function toeLine(grid: SenselGrid, peakOfCell: Float32Array, shape: FootShape, side: Side): ToeLine {
  const { lengthMm, forefootLeftMm, forefootRightMm } = shape;
  const widthMm = forefootRightMm - forefootLeftMm;
  const lateral = side === "right" ? 1 : -1;
  const startMm = (side === "right" ? forefootLeftMm : forefootRightMm) - lateral * BEYOND_BALL * widthMm;
  const stepMm = lateral * STEP_MM;
  const steps = Math.ceil((widthMm * (1 + 2 * BEYOND_BALL)) / STEP_MM);
  const depthStartMm = SEARCH_START * lengthMm;
  const depths = Math.round(((SEARCH_END - SEARCH_START) * lengthMm) / STEP_MM);
  const pressureAt = pressureSampler(grid, peakOfCell, shape);

  const pressure = new Float64Array(steps * depths);
  let highest = 0;
  for (let step = 0; step < steps; step++) {
    for (let depth = 0; depth < depths; depth++) {
      const value = pressureAt(startMm + (step + 0.5) * stepMm, depthStartMm + (depth + 0.5) * STEP_MM);
      pressure[step * depths + depth] = value;
      highest = Math.max(highest, value);
    }
  }

  const cost = new Float64Array(steps * depths);
  const cameFrom = new Int32Array(steps * depths);
  for (let step = 0; step < steps; step++) {
    const fromMedial = ((step + 0.5) * STEP_MM) / widthMm - BEYOND_BALL;
    const usual = USUAL_MEDIAL - USUAL_FALL * Math.min(1.1, Math.max(-0.1, fromMedial));
    for (let depth = 0; depth < depths; depth++) {
      const at = step * depths + depth;
      const stray = (depthStartMm + (depth + 0.5) * STEP_MM) / lengthMm - usual;
      const local = (highest === 0 ? 0 : pressure[at]! / highest) + STRAY_COST * stray * stray;
      if (step === 0) {
        cost[at] = local;
        continue;
      }
      let best = Infinity;
      for (
        let from = Math.max(0, depth - STEEPEST_STEPS);
        from <= Math.min(depths - 1, depth + STEEPEST_STEPS);
        from++
      ) {
        const candidate = cost[at - depth - depths + from]! + BEND_COST * (from - depth) ** 2;
        if (candidate >= best) continue;
        best = candidate;
        cameFrom[at] = from;
      }
      cost[at] = best + local;
    }
  }

  const alongMm = new Float64Array(steps);
  let depth = lowest(cost.subarray((steps - 1) * depths));
  for (let step = steps - 1; step >= 0; step--) {
    alongMm[step] = depthStartMm + (depth + 0.5) * STEP_MM;
    depth = cameFrom[step * depths + depth]!;
  }
  const line = { startMm, stepMm, alongMm };
  return { ...line, ...toesInFront(line, lengthMm, pressureAt) };
}

/** Distance along the foot at which the toes begin. */
export function toeLineAt({ startMm, stepMm, alongMm }: ToeLine, acrossMm: number): number {
  const position = Math.min(alongMm.length - 1, Math.max(0, (acrossMm - startMm) / stepMm - 0.5));
  const before = Math.floor(position);
  const behind = Math.min(alongMm.length - 1, before + 1);
  return alongMm[before]! + (position - before) * (alongMm[behind]! - alongMm[before]!);
}

/** What touches in front of the crease, and the toe lateral to the big toe: behind the first dip of that load. */
function toesInFront(
  { startMm, stepMm, alongMm }: Omit<ToeLine, "secondToe" | "toeLoad">,
  lengthMm: number,
  pressureAt: (acrossMm: number, alongMm: number) => number,
): Pick<ToeLine, "secondToe" | "toeLoad"> {
  const steps = alongMm.length;
  const toeLoad = new Float64Array(steps);
  const tip = new Float64Array(steps);
  const offsetOf = (step: number): number => startMm + (step + 0.5) * stepMm;
  for (let step = 0; step < steps; step++) {
    for (let distance = alongMm[step]!; distance < lengthMm; distance += STEP_MM) {
      const value = pressureAt(offsetOf(step), distance);
      toeLoad[step]! += value;
      if (value > 0) tip[step] = distance;
    }
  }
  const hallux = highestOf(toeLoad.subarray(0, Math.ceil(steps / 2)));
  if (toeLoad[hallux] === 0) return { toeLoad, secondToe: null };
  const crease = hallux + lowest(toeLoad.subarray(hallux, hallux + VALLEY_STEPS));
  const second = crease + highestOf(tip.subarray(crease, crease + LESSER_TOE_STEPS));
  const isTouching = tip[second] !== 0;
  return { toeLoad, secondToe: isTouching ? { acrossMm: offsetOf(second), alongMm: tip[second]! } : null };
}

/** Peak pressure anywhere in the foot's own frame, between cell centers bilinear. */
function pressureSampler(
  grid: SenselGrid,
  peakOfCell: Float32Array,
  { axis }: FootShape,
): (acrossMm: number, alongMm: number) => number {
  const { rows, columns } = grid;
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= rows || column >= columns ? 0 : peakOfCell[row * columns + column]!;
  return (acrossMm, alongMm) => {
    const xMm = axis.xMm + axis.directionX * alongMm + axis.directionY * acrossMm;
    const yMm = axis.yMm + axis.directionY * alongMm - axis.directionX * acrossMm;
    const column = xMm / grid.cellWidthMm - 0.5;
    const row = rows - yMm / grid.cellHeightMm - 0.5;
    const left = Math.floor(column);
    const top = Math.floor(row);
    const rightward = column - left;
    const downward = row - top;
    return (
      at(top, left) * (1 - rightward) * (1 - downward) +
      at(top, left + 1) * rightward * (1 - downward) +
      at(top + 1, left) * (1 - rightward) * downward +
      at(top + 1, left + 1) * rightward * downward
    );
  };
}

function lowest(values: Float64Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! < values[best]!) best = index;
  return best;
}

function highestOf(values: Float64Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}
