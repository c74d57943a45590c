import type { Sex } from "@plumbline/clinical-model";
import { chance } from "./random.ts";
import type { Random } from "./random.ts";

export interface Person {
  /** Whole years. */
  readonly age: number;
  readonly sex: Sex;
}

/**
 * Ages of new patients of the clinic: the bands on which the base's own leaks agree (under 40: 0.25, 50 or older: 0.50,
 * under 60: 0.65, over 70: 0.15), even within a band. A guess of the base's authors, like those leaks.
 */
const AGE_BANDS: readonly { readonly from: number; readonly to: number; readonly share: number }[] = [
  { from: 18, to: 40, share: 0.25 },
  { from: 40, to: 50, share: 0.25 },
  { from: 50, to: 60, share: 0.15 },
  { from: 60, to: 71, share: 0.2 },
  { from: 71, to: 91, share: 0.15 },
];

/** @param femaleShare - P(female); the base has it as the leak of `h_sex_female`. */
export function drawPerson(femaleShare: number, random: Random): Person {
  let place = random();
  const last = AGE_BANDS[AGE_BANDS.length - 1]!;
  const band =
    AGE_BANDS.find(({ share }) => {
      place -= share;
      return place < 0;
    }) ?? last;
  return {
    age: band.from + Math.floor(random() * (band.to - band.from)),
    sex: chance(femaleShare, random) ? "female" : "male",
  };
}
