import type { BodyPose, Prop } from "../body-drawing.ts";
import type { Exercise, ExerciseDose } from "../exercise.ts";
import type { FootPose, FootProp } from "../foot-drawing.ts";

const FLAT: FootPose = { toes: 0, arch: 4, rise: 0, shank: 0 };

/** A picture of the whole person: where it begins, and what differs at its end. */
export function body(from: BodyPose, to: Partial<BodyPose>, ...props: Prop[]): Exercise["picture"] {
  return { kind: "body", poses: [from, { ...from, ...to }], props };
}

/** A picture of the foot alone, out of a flat one. */
export function foot(from: Partial<FootPose>, to: Partial<FootPose>, ...props: FootProp[]): Exercise["picture"] {
  return {
    kind: "foot",
    poses: [
      { ...FLAT, ...from },
      { ...FLAT, ...from, ...to },
    ],
    props,
  };
}

export function dose(
  sets: number,
  repetitions: number,
  holdS: number,
  timesADay: number,
  daysAWeek: number,
): ExerciseDose {
  return { sets, repetitions, holdS, timesADay, daysAWeek };
}

export const HEEL_UP: BodyPose["leg"] = [-90, -90, -42];
export const NO_MORE = "Stop if it gives a sharp pain.";
