import { isBySide, SIDES } from "@plumbline/clinical-model";
import type { CaseFile, Side } from "@plumbline/clinical-model";

/** Findings that say a foot or a leg hurts: those that a person is asked first of each. */
const PAIN_IN_A_LIMB = ["f_foot_pain", "s_leg_pain", "s_groin_pain"];

/** Where foot or leg hurt, by what is known of a person; for {@link gaitFindings}. */
export function painfulSides(findings: CaseFile["findings"]): readonly Side[] {
  return SIDES.filter((side) =>
    PAIN_IN_A_LIMB.some((id) => {
      const entry = findings[id];
      return entry !== undefined && isBySide(entry) && entry[side] === true;
    }),
  );
}
