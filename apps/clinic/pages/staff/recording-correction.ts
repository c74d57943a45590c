import { FOOT_BORDERS, FOOT_REGIONS } from "@plumbline/plantar-pressure";
import type { BorderMove, FootBorder, MaskCorrection, PaintedCell } from "@plumbline/plantar-pressure";

/** Further than this no border of a foot is moved. */
const MOST_SHIFT_MM = 60;
const MOST_TURN_DEGREES = 45;
/** More than any foot has on a plate. */
const MOST_CELLS = 10_000;

/**
 * The borders as a clinician sent them: `shift:<border>` in millimeters, `turn:<border>` in degrees; what is missing or
 * empty is 0. Cells given to a region as `cell`, `<row>,<column>,<region>` each, counted from 0.
 *
 * @returns Null when a number is none, or too large for a foot, or a cell is none.
 */
export function sentCorrection(form: FormData): MaskCorrection | null {
  const borders: Partial<Record<FootBorder, BorderMove>> = {};
  for (const border of FOOT_BORDERS) {
    const shiftMm = Number(form.get(`shift:${border}`) ?? 0);
    const turnDegrees = Number(form.get(`turn:${border}`) ?? 0);
    if (!(Math.abs(shiftMm) <= MOST_SHIFT_MM) || !(Math.abs(turnDegrees) <= MOST_TURN_DEGREES)) return null;
    if (shiftMm !== 0 || turnDegrees !== 0) borders[border] = { shiftMm, turnDegrees };
  }
  const cells = form.getAll("cell").map((cell) => paintedCell(String(cell)));
  if (cells.length > MOST_CELLS || cells.includes(null)) return null;
  return { borders, cells: cells.filter((cell) => cell !== null) };
}

/** Whether it leaves everything as it was found. */
export function isEmptyCorrection({ borders, cells }: MaskCorrection): boolean {
  return Object.keys(borders).length === 0 && cells.length === 0;
}

function paintedCell(text: string): PaintedCell | null {
  const [, row, column, name] = /^(\d{1,3}),(\d{1,3}),(\w+)$/.exec(text) ?? [];
  const region = FOOT_REGIONS.find((each) => each === name);
  return region === undefined ? null : { row: Number(row), column: Number(column), region };
}
