import { FOOT_BORDERS, HEEL_END, MIDFOOT_END } from "./foot-borders.ts";
import type { FootBorder, FootBorders, StraightBorder } from "./foot-borders.ts";
import type { FootAxis } from "./foot-axis.ts";
import { footGeometry } from "./foot-geometry.ts";
import type { FootGeometry } from "./foot-geometry.ts";
import { frameCurves } from "./frame-curves.ts";
import { loadedCells } from "./loaded-cells.ts";
import type { Side } from "@plumbline/clinical-model";
import type { PressureRecording } from "./recording.ts";
import { toeLineAt } from "./toe-line.ts";

/** One automatic border as it is drawn over a footprint. Millimeters, axes as in `docs/conventions.md`. */
export interface MaskLine {
  readonly border: FootBorder;
  readonly points: readonly (readonly [xMm: number, yMm: number])[];
  /** Around it the border turns. */
  readonly pivotMm: readonly [xMm: number, yMm: number];
  /** Unit vector in which a positive shift moves the border. */
  readonly normal: readonly [x: number, y: number];
}

/** How far a border across the foot is drawn beyond the ball. */
const OVERHANG_MM = 6;

/**
 * The borders that divide the footprint of a plate, as they are found automatically.
 *
 * @param side - Where a person knows it.
 * @returns Null where no footprint can be divided.
 */
export function footMasks(recording: PressureRecording, side: Side | null): readonly MaskLine[] | null {
  const foot = recording.feet[0];
  const grid = foot?.layout.grid ?? null;
  if (foot === undefined || grid === null || recording.deviceClass !== "plate" || recording.unit !== "kPa") return null;
  const curves = frameCurves(foot);
  if (curves.firstLoaded === curves.endLoaded) return null;
  const geometry = footGeometry(loadedCells(grid, curves), grid, curves, side ?? foot.statedSide, null);
  return geometry === null ? null : FOOT_BORDERS.map((border) => lineOf(border, geometry));
}

function lineOf(border: FootBorder, { borders, shape }: FootGeometry): MaskLine {
  const { axis, toes } = borders;
  const left = shape.forefootLeftMm - OVERHANG_MM;
  const right = shape.forefootRightMm + OVERHANG_MM;
  if (border === "forefoot-toes") {
    const steps = Array.from({ length: 15 }, (_, step) => left + ((right - left) * step) / 14);
    return {
      border,
      points: steps.map((acrossMm) => place(axis, acrossMm, toeLineAt(toes, acrossMm))),
      pivotMm: place(axis, (left + right) / 2, toeLineAt(toes, (left + right) / 2)),
      normal: [axis.directionX, axis.directionY],
    };
  }
  const line = borders.straight[border];
  const ends = endsOf(border, line, borders, shape.lengthMm, [left, right]);
  return {
    border,
    points: ends.map(([acrossMm, alongMm]) => place(axis, acrossMm, alongMm)),
    pivotMm: place(axis, line.acrossMm, line.alongMm),
    normal: [
      line.normalAcross * axis.directionY + line.normalAlong * axis.directionX,
      -line.normalAcross * axis.directionX + line.normalAlong * axis.directionY,
    ],
  };
}

function endsOf(
  border: FootBorder,
  line: StraightBorder,
  { toes }: FootBorders,
  lengthMm: number,
  [left, right]: readonly [number, number],
): readonly (readonly [acrossMm: number, alongMm: number])[] {
  if (border === "heel-midfoot") return [left, right].map((acrossMm) => [acrossMm, HEEL_END * lengthMm]);
  if (border === "midfoot-forefoot") return [left, right].map((acrossMm) => [acrossMm, MIDFOOT_END * lengthMm]);
  const acrossAt = (alongMm: number): number =>
    line.acrossMm - ((alongMm - line.alongMm) * line.normalAlong) / line.normalAcross;
  const crease = toeLineAt(toes, line.acrossMm);
  const [start, end] = border === "hallux-toes" ? [crease, lengthMm] : [MIDFOOT_END * lengthMm, crease];
  return [start, end].map((alongMm) => [acrossAt(alongMm), alongMm]);
}

function place(axis: FootAxis, acrossMm: number, alongMm: number): readonly [number, number] {
  return [
    axis.xMm + axis.directionX * alongMm + axis.directionY * acrossMm,
    axis.yMm + axis.directionY * alongMm - axis.directionX * acrossMm,
  ];
}
