import { tidy } from "@plumbline/signal-processing";
import { footGeometry } from "./foot-geometry.ts";
import { frameCurves } from "./frame-curves.ts";
import { insoleRegions } from "./insole-regions.ts";
import { loadedCells } from "./loaded-cells.ts";
import type { MeasureOptions } from "./measure.ts";
import { COARSE_REGIONS } from "./pressure-report.ts";
import type { CoarseRegion } from "./pressure-report.ts";
import type { PressureRecording } from "./recording.ts";
import type { DividedSensors, FrameWindow } from "./region-report.ts";

/** Force under each of the four parts of a foot, one value a frame. Of a frame they sum to the force of the foot. */
export type RegionCurves = Readonly<Record<CoarseRegion, readonly number[]>>;

const NEWTON_PER_KPA_MM2 = 0.001;

/**
 * The force-time curves of heel, midfoot, forefoot and toes, in newton, over the frames of `window`.
 *
 * @param foot - Index into `recording.feet`.
 * @returns Null where the foot cannot be divided: no whole print on a plate, an insole of unknown places or side, raw counts.
 */
export function regionCurves(
  recording: PressureRecording,
  foot: number,
  window: FrameWindow,
  options: Pick<MeasureOptions, "side" | "correction"> = {},
): RegionCurves | null {
  const sensors = dividedSensors(recording, foot, options);
  if (sensors === null) return null;
  const { values, layout } = recording.feet[foot]!;
  const { index, areaMm2, shares } = sensors;
  const curveOf = (region: CoarseRegion): readonly number[] => {
    const share = shares[region]!;
    const curve: number[] = [];
    for (let frame = window.startFrame; frame < window.endFrame; frame++) {
      let load = 0;
      for (let at = 0; at < index.length; at++) {
        load += values[frame * layout.sensors + index[at]!]! * areaMm2[at]! * share[at]!;
      }
      curve.push(tidy(load * NEWTON_PER_KPA_MM2));
    }
    return curve;
  };
  return Object.fromEntries(COARSE_REGIONS.map((region) => [region, curveOf(region)])) as RegionCurves;
}

function dividedSensors(
  { feet, unit, deviceClass }: PressureRecording,
  index: number,
  { side, correction }: Pick<MeasureOptions, "side" | "correction">,
): DividedSensors | null {
  const foot = feet[index];
  if (foot === undefined || unit !== "kPa") return null;
  const { grid, areaMm2 } = foot.layout;
  const knownSide = side ?? foot.statedSide;
  if (deviceClass === "in-shoe") return insoleRegions(foot.layout, knownSide);
  if (deviceClass !== "plate" || grid === null || areaMm2 === null) return null;
  const curves = frameCurves(foot);
  if (curves.firstLoaded === curves.endLoaded) return null;
  const cells = loadedCells(grid, curves);
  const geometry = footGeometry(cells, grid, curves, knownSide, correction ?? null);
  if (geometry === null) return null;
  return {
    index: cells.index,
    areaMm2: Float64Array.from(cells.index, (cell) => areaMm2[cell]!),
    shares: geometry.regions,
  };
}
