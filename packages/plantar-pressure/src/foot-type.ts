import { minimalDetectableChange } from "./reliability.ts";
import type { Figure } from "./figure.ts";
import type { FootType } from "./pressure-report.ts";

/** Between these an arch counts as normal. */
export interface ArchCutOffs {
  readonly cavusBelow: number;
  readonly planusAbove: number;
  readonly source: string;
}

/**
 * How the footprint came about decides what its arch index means: ink cut-offs on a plate in walking call two thirds of
 * normal feet high-arched. No cut-offs are known for insoles, mats, or standing on a plate.
 */
export const ARCH_CUT_OFFS = {
  ink: { cavusBelow: 0.21, planusAbove: 0.26, source: "Cavanagh and Rodgers 1987, J Biomech 20:547 (recalled)" },
  plateWalking: { cavusBelow: 0.11, planusAbove: 0.25, source: "Buldt 2018, J Foot Ankle Res 11:3" },
} as const satisfies Readonly<Record<string, ArchCutOffs>>;

/** Lowest quintile of the Framingham foot study, on a plate in walking; recalled, not confirmed. */
export const CPEI_PRONATED = 7.3;

/** Half the width of what a figure leaves open: the published one, or that of these steps when it is wider. Null when neither is known. */
export function doubtOf({ minimalDetectableChange: published, standardError, steps }: Figure): number | null {
  const own = standardError === null || steps < 3 ? null : minimalDetectableChange(standardError);
  if (published === null || own === null) return published ?? own;
  return Math.max(published, own);
}

/**
 * Planus, normal or cavus, only when the arch index lies beyond a cut-off by more than its doubt.
 *
 * @param isWalking - Whether the foot walked over a plate; other prints have no cut-offs.
 */
export function footType(archIndex: Figure | undefined, isWalking: boolean): FootType {
  const none = (reason: string): FootType => ({ class: null, cutOffs: null, reason });
  if (!isWalking) return none("Cut-offs of the arch index are known for walking over a plate only.");
  if (archIndex === undefined) return none("There is no arch index.");
  const cutOffs = ARCH_CUT_OFFS.plateWalking;
  const doubt = doubtOf(archIndex) ?? Infinity;
  const { value, steps } = archIndex;
  const found =
    value < cutOffs.cavusBelow - doubt
      ? "cavus"
      : value > cutOffs.planusAbove + doubt
        ? "planus"
        : value > cutOffs.cavusBelow + doubt && value < cutOffs.planusAbove - doubt
          ? "normal"
          : null;
  return {
    class: found,
    cutOffs,
    reason:
      found === null
        ? `${steps === 1 ? "One step leaves" : `${steps} steps leave`} a doubt of ${doubt.toFixed(3)}, in which a cut-off lies.`
        : null,
  };
}
