import type { Side } from "@plumbline/clinical-model";
import { shareBeyond } from "./cell-share.ts";
import { across, along } from "./foot-axis.ts";
import type { FootAxis } from "./foot-axis.ts";
import type { FootShape } from "./foot-shape.ts";
import type { LoadedCells } from "./loaded-cells.ts";
import type { SenselGrid } from "./sensor-layout.ts";
import { toeLineAt } from "./toe-line.ts";
import type { ToeLine } from "./toe-line.ts";

/** The lines that divide a footprint. All are straight but the toes' crease. */
export const FOOT_BORDERS = [
  "heel-midfoot",
  "midfoot-forefoot",
  "forefoot-toes",
  "metatarsal-1-2",
  "metatarsal-2-3",
  "metatarsal-3-4",
  "metatarsal-4-5",
  "hallux-toes",
] as const;
export type FootBorder = (typeof FOOT_BORDERS)[number];
export type StraightBorderName = Exclude<FootBorder, "forefoot-toes">;

/** A straight line in the foot's own frame (`across`, `along` of its axis). */
export interface StraightBorder {
  /** A point on it; a border turns around this point. */
  readonly acrossMm: number;
  readonly alongMm: number;
  /** Unit vector across the line, towards the region further to the front or to the side. */
  readonly normalAcross: number;
  readonly normalAlong: number;
}

export interface FootBorders {
  readonly axis: FootAxis;
  readonly straight: Readonly<Record<StraightBorderName, StraightBorder>>;
  readonly toes: ToeLine;
}

/** How a person moved a border. Nothing is lost: the automatic border is found anew from the recording each time. */
export interface BorderMove {
  /** Towards the toes; of the lines between the rays, towards lateral. */
  readonly shiftMm: number;
  /** Counterclockwise, as the print is drawn. */
  readonly turnDegrees: number;
}
export type BorderMoves = Readonly<Partial<Record<FootBorder, BorderMove>>>;

/** Borders as parts of the foot's length from the hind end, as in the usual automatic masks (the R package pressuRe: 27 %, 55 %). */
export const HEEL_END = 0.27;
export const MIDFOOT_END = 0.55;

/**
 * Where rays leave the apex of the medial and the lateral border, as parts of the angle between the two from medial: they
 * divide the metatarsals. As in the R package pressuRe, which names them after a maker's masks.
 */
const RAYS = { "metatarsal-1-2": 0.3, "metatarsal-2-3": 0.47, "metatarsal-3-4": 0.64, "metatarsal-4-5": 0.81 };
const HALLUX_RAY = 0.33;

/** Where the borders of the foot are touched: parts of the length, of heel and ball, as in pressuRe. */
const HEEL_BAND = [0.1, 0.3] as const;
const MEDIAL_BALL_BAND = [0.6, 0.8] as const;
const LATERAL_BALL_BAND = [0.55, 0.75] as const;

/** The gap beside the big toe is sought so far from its ray, in forefoot widths; straying costs, against 1 for the greatest load. Guesses. */
const GAP_REACH = 0.16;
const GAP_STRAY_COST = 12;

export function footBorders(
  cells: LoadedCells,
  grid: SenselGrid,
  shape: FootShape,
  toes: ToeLine,
  side: Side,
): FootBorders {
  const { lengthMm, axis } = shape;
  const medial = side === "right" ? -1 : 1;
  const halfCellMm = grid.cellWidthMm / 2;
  const edge = (towards: number, heel: readonly [number, number], ball: readonly [number, number]): EdgeLine =>
    lineThrough(
      outermost(cells, shape, heel, towards, halfCellMm),
      outermost(cells, shape, ball, towards, halfCellMm),
    ) ?? {
      // Without a heel, along the ball's border.
      atMm: towards < 0 ? shape.forefootLeftMm : shape.forefootRightMm,
      slope: 0,
    };
  const inner = edge(medial, HEEL_BAND, MEDIAL_BALL_BAND);
  const outer = edge(-medial, HEEL_BAND, LATERAL_BALL_BAND);

  // Every mix of two straight lines is a ray from their apex; mixing also holds where the two run parallel.
  const ray = (part: number, alongMm: number, shiftMm = 0): StraightBorder => {
    const slope = inner.slope + part * (outer.slope - inner.slope);
    const length = Math.hypot(1, slope);
    return {
      acrossMm: offsetAt(inner, alongMm) + part * (offsetAt(outer, alongMm) - offsetAt(inner, alongMm)) + shiftMm,
      alongMm,
      normalAcross: -medial / length,
      normalAlong: (medial * slope) / length,
    };
  };
  const square = (part: number): StraightBorder => ({
    acrossMm: (shape.forefootLeftMm + shape.forefootRightMm) / 2,
    alongMm: part * lengthMm,
    normalAcross: 0,
    normalAlong: 1,
  });
  const ballMm = ((MIDFOOT_END + MEDIAL_BALL_BAND[1]) / 2) * lengthMm;
  const toesMm = (toeLineAt(toes, 0) + lengthMm) / 2;
  const halluxRay = ray(HALLUX_RAY, toesMm);
  const widthMm = shape.forefootRightMm - shape.forefootLeftMm;
  return {
    axis,
    toes,
    straight: {
      "heel-midfoot": square(HEEL_END),
      "midfoot-forefoot": square(MIDFOOT_END),
      "metatarsal-1-2": ray(RAYS["metatarsal-1-2"], ballMm),
      "metatarsal-2-3": ray(RAYS["metatarsal-2-3"], ballMm),
      "metatarsal-3-4": ray(RAYS["metatarsal-3-4"], ballMm),
      "metatarsal-4-5": ray(RAYS["metatarsal-4-5"], ballMm),
      "hallux-toes": ray(HALLUX_RAY, toesMm, gapBesideHallux(toes, halluxRay.acrossMm, widthMm) - halluxRay.acrossMm),
    },
  };
}

/** Millimeters of a place beyond a border, along its normal. */
function beyond(border: StraightBorder, acrossMm: number, alongMm: number): number {
  return (acrossMm - border.acrossMm) * border.normalAcross + (alongMm - border.alongMm) * border.normalAlong;
}

/** Share of a cell that lies beyond a border, exact for any slant. */
export function cellBeyond(border: StraightBorder, axis: FootAxis, grid: SenselGrid, xMm: number, yMm: number): number {
  const normalX = border.normalAcross * axis.directionY + border.normalAlong * axis.directionX;
  const normalY = -border.normalAcross * axis.directionX + border.normalAlong * axis.directionY;
  return shareBeyond(
    beyond(border, across(axis, xMm, yMm), along(axis, xMm, yMm)),
    (Math.abs(normalX) * grid.cellWidthMm) / 2,
    (Math.abs(normalY) * grid.cellHeightMm) / 2,
  );
}

/** The borders as a person moved them. */
export function movedBorders(borders: FootBorders, moves: BorderMoves): FootBorders {
  const straight = Object.fromEntries(
    Object.entries(borders.straight).map(([name, border]) => [name, moved(border, moves[name as FootBorder])]),
  ) as FootBorders["straight"];
  const crease = moves["forefoot-toes"];
  return { ...borders, straight, toes: crease === undefined ? borders.toes : movedCrease(borders.toes, crease) };
}

function moved(border: StraightBorder, move: BorderMove | undefined): StraightBorder {
  if (move === undefined) return border;
  const turn = (move.turnDegrees * Math.PI) / 180;
  const { acrossMm, alongMm, normalAcross, normalAlong } = border;
  return {
    acrossMm: acrossMm + move.shiftMm * normalAcross,
    alongMm: alongMm + move.shiftMm * normalAlong,
    normalAcross: normalAcross * Math.cos(turn) - normalAlong * Math.sin(turn),
    normalAlong: normalAcross * Math.sin(turn) + normalAlong * Math.cos(turn),
  };
}

function movedCrease(toes: ToeLine, { shiftMm, turnDegrees }: BorderMove): ToeLine {
  const rise = Math.tan((turnDegrees * Math.PI) / 180);
  const middle = (toes.alongMm.length - 1) / 2;
  return { ...toes, alongMm: toes.alongMm.map((mm, step) => mm + shiftMm + rise * (step - middle) * toes.stepMm) };
}

/** One border of the foot, across as a straight function of along. */
interface EdgeLine {
  /** Where it meets `along` 0. */
  readonly atMm: number;
  readonly slope: number;
}

function offsetAt({ atMm, slope }: EdgeLine, alongMm: number): number {
  return atMm + slope * alongMm;
}

interface Place {
  readonly acrossMm: number;
  readonly alongMm: number;
}

function lineThrough(hind: Place | null, front: Place | null): EdgeLine | null {
  if (hind === null || front === null) return null;
  const slope = (front.acrossMm - hind.acrossMm) / (front.alongMm - hind.alongMm);
  return { atMm: hind.acrossMm - slope * hind.alongMm, slope };
}

/** The place of the print furthest out within a band of its length. */
function outermost(
  cells: LoadedCells,
  { axis, lengthMm }: FootShape,
  [start, end]: readonly [number, number],
  towards: number,
  halfCellMm: number,
): Place | null {
  let best: Place | null = null;
  for (let cell = 0; cell < cells.count; cell++) {
    const alongMm = along(axis, cells.xMm[cell]!, cells.yMm[cell]!);
    if (alongMm < start * lengthMm || alongMm > end * lengthMm) continue;
    const acrossMm = across(axis, cells.xMm[cell]!, cells.yMm[cell]!) + towards * halfCellMm;
    if (best === null || acrossMm * towards > best.acrossMm * towards) best = { acrossMm, alongMm };
  }
  return best;
}

/** Where the load of the toes is least, not far from the ray that usually parts big and lesser toes. */
function gapBesideHallux({ startMm, stepMm, toeLoad }: ToeLine, rayMm: number, widthMm: number): number {
  const most = toeLoad.reduce((highest, load) => Math.max(highest, load), 0);
  let best = rayMm;
  let lowest = Infinity;
  for (let step = 0; step < toeLoad.length; step++) {
    const acrossMm = startMm + (step + 0.5) * stepMm;
    const stray = (acrossMm - rayMm) / widthMm;
    if (Math.abs(stray) > GAP_REACH) continue;
    const cost = (most === 0 ? 0 : toeLoad[step]! / most) + GAP_STRAY_COST * stray * stray;
    if (cost >= lowest) continue;
    lowest = cost;
    best = acrossMm;
  }
  return best;
}
