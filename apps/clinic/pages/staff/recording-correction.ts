import { FOOT_BORDERS } from "@plumbline/plantar-pressure";
import type { BorderMove, FootBorder, MaskCorrection } from "@plumbline/plantar-pressure";

/** Further than this no border of a foot is moved. */
const MOST_SHIFT_MM = 60;
const MOST_TURN_DEGREES = 45;

/**
 * The borders as a clinician sent them: `shift:<border>` in millimeters, `turn:<border>` in degrees; what is missing or
 * empty is 0.
 *
 * @returns Null when a number is none, or too large for a foot.
 */
export function sentCorrection(form: FormData): MaskCorrection | null {
  const borders: Partial<Record<FootBorder, BorderMove>> = {};
  for (const border of FOOT_BORDERS) {
    const shiftMm = Number(form.get(`shift:${border}`) ?? 0);
    const turnDegrees = Number(form.get(`turn:${border}`) ?? 0);
    if (!(Math.abs(shiftMm) <= MOST_SHIFT_MM) || !(Math.abs(turnDegrees) <= MOST_TURN_DEGREES)) return null;
    if (shiftMm !== 0 || turnDegrees !== 0) borders[border] = { shiftMm, turnDegrees };
  }
  return { borders, cells: [] };
}
