import type { BodyPose, Prop } from "./body-drawing.ts";
import { drawBody } from "./body-drawing.ts";
import type { FootPose, FootProp } from "./foot-drawing.ts";
import { drawFoot } from "./foot-drawing.ts";

export const EXERCISE_AIMS = ["calf and heel", "foot", "ankle", "hip and knee", "back", "nerve", "walking"] as const;
export type ExerciseAim = (typeof EXERCISE_AIMS)[number];

/** How much to begin with. */
export interface ExerciseDose {
  readonly sets: number;
  /** Repetitions of a set; for a time exercise 1. */
  readonly repetitions: number;
  /** Seconds each repetition is held, or lasts; 0 when it is not held. */
  readonly holdS: number;
  readonly timesADay: number;
  readonly daysAWeek: number;
}

export interface Exercise {
  readonly id: string;
  /** As clinicians call it. */
  readonly name: string;
  /** As the person reads it. */
  readonly title: string;
  readonly aim: ExerciseAim;
  readonly steps: readonly string[];
  readonly dose: ExerciseDose;
  /** What to change once it is easy. */
  readonly harder: string;
  /** What to change while it is too much. */
  readonly easier: string;
  /** Besides the rules that hold for all, see {@link STOP_RULES}. */
  readonly stop: string;
  /** Conditions of the evidence base it is given for. */
  readonly conditionIds: readonly string[];
  /** The treatment of the base whose dose and source it has; null: dose and use are an expert estimate. */
  readonly treatmentId: string | null;
  readonly picture:
    | { readonly kind: "body"; readonly poses: readonly [BodyPose, BodyPose]; readonly props: readonly Prop[] }
    | { readonly kind: "foot"; readonly poses: readonly [FootPose, FootPose]; readonly props: readonly FootProp[] };
}

/**
 * Hold for every exercise. The pain-monitoring model allows pain up to 5 of 10 that has settled by the next morning
 * (Silbernagel 2007, DOI 10.1177/0363546506298279) and was tested for Achilles tendons; these are stricter from 4 on, and
 * for all else a guess.
 */
export const STOP_RULES: readonly string[] = [
  "Pain up to 3 of 10 is fine. At 4 or 5, do less. It must be gone by the next morning.",
  "Stop if pain, numbness or tingling runs down your leg and stays.",
  "Stop and call us if your leg or foot gets weak.",
];

/** The drawing of an exercise as SVG: its beginning (1) and its end (2). */
export function drawExercise({ title, picture }: Exercise): string {
  const label = `${title}: beginning and end`;
  return picture.kind === "body"
    ? drawBody(label, picture.poses, picture.props)
    : drawFoot(label, picture.poses, picture.props);
}

/** `"3 sets of 10, hold 5 seconds, twice a day, every day"`. */
export function doseText({ sets, repetitions, holdS, timesADay, daysAWeek }: ExerciseDose): string {
  const day = timesADay === 1 ? "once a day" : timesADay === 2 ? "twice a day" : `${timesADay} times a day`;
  const week = daysAWeek === 7 ? "every day" : `${daysAWeek} days a week`;
  return `${workText(sets, repetitions, holdS)}, ${day}, ${week}`;
}

/** Seconds from which on the time of an exercise is told in minutes: it is walked or ridden, not held. */
export const MINUTES_FROM_S = 120;

function workText(sets: number, repetitions: number, holdS: number): string {
  if (holdS >= MINUTES_FROM_S) return `${Math.round(holdS / 60)} minutes`;
  const times = sets === 1 ? `${repetitions} times` : `${sets} sets of ${repetitions}`;
  return holdS === 0 ? times : `${times}, hold ${holdS} seconds`;
}
