import { mean } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import { warning } from "./motion-problems.ts";
import type { QualityNote } from "./quality-note.ts";

const AXES = ["x", "y", "z"] as const;

/** What the sensor itself did wrong. Axes are in the unit of the file, so that its steps and its range show. */
export function sensorFaults(acceleration: Axes, angularRate: Axes, samplingRateHz: number): readonly QualityNote[] {
  return [
    ...faultsOf("acceleration", acceleration, samplingRateHz),
    ...faultsOf("angular rate", angularRate, samplingRateHz),
  ];
}

function faultsOf(name: string, axes: Axes, samplingRateHz: number): readonly QualityNote[] {
  const stuck = AXES.filter((_, axis) => isStuck(axes, axis, samplingRateHz));
  const clipped = AXES.flatMap((axis, index) => {
    const times = stuck.includes(axis) ? 0 : timesClipped(axes[index]!);
    return times > 0 ? [`${axis} ${times} times`] : [];
  });
  const notes: QualityNote[] = [];
  if (stuck.length > 0) {
    notes.push(
      warning(
        "axis-stuck",
        "",
        `The ${name} stays on one value in ${stuck.join(" and ")} while the other axes move.`,
        "Have the sensor checked; the numbers of this recording are doubtful.",
      ),
    );
  }
  if (clipped.length > 0) {
    notes.push(
      warning(
        "clipped",
        "",
        `The ${name} runs into the end of the sensor's range: ${clipped.join(", ")}.`,
        "Choose a larger range; lengths and heights of these steps are too small.",
      ),
    );
  }
  return notes;
}

/** An axis that keeps its value for so long while another changes with every sample is not measured. A guess. */
const STUCK_S = 1;

function isStuck(axes: Axes, axis: number, samplingRateHz: number): boolean {
  const column = axes[axis]!;
  const others = axes.filter((_, other) => other !== axis);
  let since = 0;
  for (let at = 1; at < column.length; at++) {
    const isSame = column[at] === column[at - 1] && others.some((other) => other[at] !== other[at - 1]);
    if (!isSame) since = at;
    else if (at - since >= STUCK_S * samplingRateHz) return true;
  }
  return false;
}

/** An end of the range is reached again and again, and held. By chance a highest value comes once. */
const LEAST_TIMES = 3;
/** Of the range between lowest and highest: a sensor at rest repeats its values too, but never holds an end in a peak. */
const PEAK_SHARE = 0.25;

/** How often the highest or the lowest value is held for two samples and more, as the top of a peak. */
function timesClipped(column: Float64Array): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of column) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const rise = (most - least) * PEAK_SHARE;
  const middle = mean(column);
  let times = 0;
  for (const [end, sign] of [
    [most, 1],
    [least, -1],
  ] as const) {
    let runs = 0;
    for (let at = 1; at < column.length; at++) {
      if (column[at] !== end || column[at - 1] !== end) continue;
      let behind = at;
      while (behind + 1 < column.length && column[behind + 1] === end) behind++;
      runs++;
      at = behind;
    }
    if (runs >= LEAST_TIMES && sign * (end - middle) > rise) times += runs;
  }
  return times;
}
