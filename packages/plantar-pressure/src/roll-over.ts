import { tidy } from "@plumbline/signal-processing";
import type { FrameCurves } from "./frame-curves.ts";
import type { RegionShares } from "./foot-regions.ts";
import type { LoadedCells } from "./loaded-cells.ts";
import { REGION_PARTS } from "./pressure-report.ts";
import type { FootRegion, RollOverPhase } from "./pressure-report.ts";

/**
 * The four phases of a foot's roll-over, with how fast the center of pressure moves in each: initial contact up to the
 * first metatarsal, forefoot contact up to the last one, foot flat up to heel off, push-off.
 *
 * A sensel counts for the region in which more than half of it lies. Metatarsals that never touch are passed over.
 *
 * @returns Null when no metatarsal or no heel ever touches.
 * @see De Cock 2005, Gait Posture 21:432, doi 10.1016/j.gaitpost.2004.05.004.
 */
export function rollOver(
  values: Float32Array,
  sensorsPerFrame: number,
  cells: LoadedCells,
  shares: RegionShares,
  curves: FrameCurves,
  intervalS: number,
): readonly RollOverPhase[] | null {
  const contactOf = (region: FootRegion): { readonly first: number; readonly end: number } | null => {
    const inside = cells.index.filter((_, cell) => shares[region][cell]! > 0.5);
    const isLoaded = (frame: number): boolean => inside.some((cell) => values[frame * sensorsPerFrame + cell]! > 0);
    let first = curves.firstLoaded;
    while (first < curves.endLoaded && !isLoaded(first)) first++;
    if (first === curves.endLoaded) return null;
    let end = curves.endLoaded;
    while (!isLoaded(end - 1)) end--;
    return { first, end };
  };
  const heel = contactOf("heel");
  const metatarsals = REGION_PARTS.forefoot.map(contactOf).filter((contact) => contact !== null);
  if (heel === null || metatarsals.length === 0) return null;
  const forefoot = Math.min(...metatarsals.map(({ first }) => first));
  const flat = Math.max(...metatarsals.map(({ first }) => first));
  const heelOff = Math.max(flat, heel.end);
  const bounds = [curves.firstLoaded, forefoot, flat, heelOff, curves.endLoaded];
  return PHASES.map((phase, index) => {
    const startFrame = bounds[index]!;
    const endFrame = bounds[index + 1]!;
    const durationS = (endFrame - startFrame) * intervalS;
    return {
      phase,
      startFrame,
      endFrame,
      durationS: tidy(durationS),
      stancePercent: tidy((100 * (endFrame - startFrame)) / (curves.endLoaded - curves.firstLoaded)),
      copVelocityMmS: startFrame === endFrame ? null : tidy(pathMm(curves, startFrame, endFrame) / durationS),
    };
  });
}

const PHASES = ["initial-contact", "forefoot-contact", "foot-flat", "push-off"] as const;

/** From the place before the phase begins, so that the paths of the phases are the whole path. */
function pathMm({ copXMm, copYMm, firstLoaded, loadedSensors }: FrameCurves, start: number, end: number): number {
  let length = 0;
  let previous = Math.max(firstLoaded, start - 1);
  for (let frame = previous + 1; frame < end; frame++) {
    if (loadedSensors[frame] === 0) continue;
    length += Math.hypot(copXMm[frame]! - copXMm[previous]!, copYMm[frame]! - copYMm[previous]!);
    previous = frame;
  }
  return length;
}
