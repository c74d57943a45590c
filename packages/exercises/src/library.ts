import type { Exercise } from "./exercise.ts";
import { CALF_AND_FOOT } from "./library/calf-and-foot.ts";
import { ANKLE } from "./library/ankle.ts";
import { HIP_AND_KNEE } from "./library/hip-and-knee.ts";
import { BACK_AND_NERVE } from "./library/back-and-nerve.ts";
import { WHOLE_BODY } from "./library/whole-body.ts";

/**
 * The library. Where `treatmentId` is set, the dose is that treatment's of the evidence base; all other doses, and all
 * steps from one level to the next, are expert estimates that a clinician must adjust.
 */
export const EXERCISES: readonly Exercise[] = [
  ...CALF_AND_FOOT,
  ...ANKLE,
  ...HIP_AND_KNEE,
  ...BACK_AND_NERVE,
  ...WHOLE_BODY,
];
