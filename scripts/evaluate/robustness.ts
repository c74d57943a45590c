import type { EvidenceBase } from "@plumbline/evidence";
import { afterIntake, seededRandom, simulatedPatient } from "@plumbline/simulated-patients";
import { perturbedBase } from "./perturbed-base.ts";
import { ANSWERS, conclude, randomOf, triageOf } from "./simulation.ts";

/** Noise on the log odds of every figure. */
export const DEVIATIONS = [0.5, 1] as const;
/** How many answers came out different under a noisy base. */
export interface RobustnessTally {
  patients: number;
  firstConditionChanged: number;
  directionChanged: number;
  /** Changes between two named directions; the others are to or from "cannot tell". */
  directionReversed: number;
  urgencyChanged: number;
}

/**
 * Assesses patients of the shipped base once with it and once with a noisy one, and counts what changed.
 *
 * @param draw - Number of the noisy base; each meets patients of its own.
 * @param patients - How many it meets.
 */
export function robustness(
  draw: number,
  patients: number,
  deviation: number,
  seed: number,
  evidence: EvidenceBase,
): RobustnessTally {
  const noisy = perturbedBase(evidence, deviation, seededRandom(seed * 7919 + draw));
  const tally = {
    patients: 0,
    firstConditionChanged: 0,
    directionChanged: 0,
    directionReversed: 0,
    urgencyChanged: 0,
  };
  for (let nth = 0; nth < patients; nth++) {
    const random = randomOf(seed, draw * patients + nth);
    const patient = simulatedPatient(evidence, "combined", random);
    const count = ANSWERS.least + Math.floor(random() * (ANSWERS.most - ANSWERS.least + 1));
    const caseFile = afterIntake(patient, count, evidence, random);
    const [before, after] = [conclude(caseFile, evidence), conclude(caseFile, noisy)];
    const [was, is] = [before.direction.answer, after.direction.answer];
    const first = (conclusions: typeof before): string | undefined =>
      conclusions.conditions.find(({ rank }) => rank === 1)?.id;
    tally.patients++;
    tally.firstConditionChanged += Number(first(before) !== first(after));
    tally.directionChanged += Number(was !== is);
    tally.directionReversed += Number(was !== is && was !== "cannot-tell" && is !== "cannot-tell");
    tally.urgencyChanged += Number(triageOf(caseFile, evidence).level !== triageOf(caseFile, noisy).level);
  }
  return tally;
}
