import type { Side } from "@plumbline/clinical-model";
import { across, along } from "./foot-axis.ts";
import type { FootShape } from "./foot-shape.ts";
import type { LoadedCells } from "./loaded-cells.ts";

export interface FootSide {
  /** The likelier one. */
  readonly side: Side;
  /** Probability in [0, 0.5] that it is the other. */
  readonly doubt: number;
}

/** Where a foot touches between heel and ball, it touches laterally; where it touches last, it does so with the big toe. */
const MIDFOOT = { start: 0.33, end: 0.5 };
const TOE_TIPS_START = 0.88;

/**
 * How fast doubt falls with the distance between the two, in forefoot widths. A guess: feet of known side, three foot types,
 * lay at 0.28 to 0.54 and give 3 % to 0.2 %.
 */
const STEEPNESS = 12;

/** Tells left from right by the shape of the print. */
export function footSide(cells: LoadedCells, shape: FootShape): FootSide {
  let midfootCount = 0;
  let midfootOffset = 0;
  let tipLoad = 0;
  let tipOffset = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    const share = along(shape.axis, cells.xMm[cell]!, cells.yMm[cell]!) / shape.lengthMm;
    const offset = across(shape.axis, cells.xMm[cell]!, cells.yMm[cell]!);
    if (share > MIDFOOT.start && share < MIDFOOT.end) {
      midfootCount++;
      midfootOffset += offset;
    } else if (share > TOE_TIPS_START) {
      tipLoad += cells.peak[cell]!;
      tipOffset += offset * cells.peak[cell]!;
    }
  }
  const widthMm = shape.forefootRightMm - shape.forefootLeftMm;
  const midfoot = midfootCount === 0 ? 0 : midfootOffset / midfootCount / widthMm;
  const tips = tipLoad === 0 ? 0 : tipOffset / tipLoad / widthMm;
  // Offsets grow to the picture's right, which is lateral on a right foot.
  const rightness = midfoot - tips;
  return { side: rightness >= 0 ? "right" : "left", doubt: 1 / (1 + Math.exp(STEEPNESS * Math.abs(rightness))) };
}
