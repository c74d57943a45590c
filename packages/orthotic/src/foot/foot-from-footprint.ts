import { notOk, ok } from "@plumbline/clinical-model";
import type { Result, Side } from "@plumbline/clinical-model";
import type { Footprint } from "@plumbline/plantar-pressure";
import { footFromMeasures } from "./foot-from-measures.ts";
import type { FootShape } from "./foot-shape.ts";

/** A foot is longer and wider than its print, as heel, toes and edges curve up: by so many mm (guesses). */
const BEYOND_PRINT_MM = { length: 8, width: 5 } as const;
/** A print of one whole foot has such a length, mm: no half of a foot, and not two in a row (a guess). */
const PRINT_MM = [170, 330] as const;
/**
 * Arch height from the arch index: the index parts high, normal and low arches at 0.21 and 0.26 (Cavanagh and Rodgers 1987,
 * doi:10.1016/0021-9290(87)90255-7); the heights beside them are a guess, and wide of the mark for many feet.
 */
const ARCH = { at: 0.21, heightMm: 22, fallPerIndex: 140, least: 3, most: 30 } as const;

/**
 * A foot from the print it left on a pressure plate. Its length and widths are measured; its arch is guessed from how much
 * of the midfoot touched, and should be measured where it matters.
 *
 * @param archIndex - Of the same recording; null when it could not be had, then a middle one is taken.
 */
export function footFromFootprint(side: Side, print: Footprint, archIndex: number | null): Result<FootShape> {
  const points = loadedCells(print);
  const along = points.length < 12 ? null : axisOf(points);
  if (along === null) return refused("The recording has no footprint.");
  const turned = points.map(([x, y]) => [x * along[1] - y * along[0], x * along[0] + y * along[1]] as const);
  const from = Math.min(...turned.map(([, y]) => y));
  const length = Math.max(...turned.map(([, y]) => y)) - from + print.cellHeightMm;
  if (length < PRINT_MM[0] || length > PRINT_MM[1]) {
    return refused(`The print is ${length.toFixed(0)} mm long: not one whole foot.`);
  }
  const widthBetween = (start: number, end: number): number => {
    const across = turned.flatMap(([x, y]) => ((y - from) / length >= start && (y - from) / length <= end ? [x] : []));
    return Math.max(...across) - Math.min(...across) + print.cellWidthMm + BEYOND_PRINT_MM.width;
  };
  const index = archIndex ?? (ARCH.at + 0.26) / 2;
  const archHeightMm = Math.min(ARCH.most, Math.max(ARCH.least, ARCH.heightMm - ARCH.fallPerIndex * (index - ARCH.at)));
  const foot = footFromMeasures(side, {
    lengthMm: length + BEYOND_PRINT_MM.length,
    ballWidthMm: widthBetween(0.6, 0.78),
    heelWidthMm: widthBetween(0.08, 0.2),
    archHeightMm,
  });
  return ok({ ...foot, source: "pressure" });
}

type Place = readonly [x: number, y: number];

/** Middles of the cells that bore load, mm, toes up. */
function loadedCells({ rows, columns, cellWidthMm, cellHeightMm, peakKpa }: Footprint): Place[] {
  const places: Place[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (peakKpa[row * columns + column]! > 0) places.push([column * cellWidthMm, (rows - 1 - row) * cellHeightMm]);
    }
  }
  return places;
}

/** The direction of the print's longest extent, toward the toes. */
function axisOf(points: readonly Place[]): Place | null {
  const mean = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis as 0 | 1], 0) / points.length);
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - mean[0]!) ** 2;
    xy += (x - mean[0]!) * (y - mean[1]!);
    yy += (y - mean[1]!) ** 2;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const [x, y] = [Math.cos(angle), Math.sin(angle)];
  if (xx + yy === 0) return null;
  return y < 0 ? [-x, -y] : [x, y];
}

function refused(message: string): Result<never> {
  return notOk({
    code: "orthotic/footprint",
    path: "footprint",
    message,
    hint: "Record one whole barefoot step on a calibrated plate.",
  });
}
