import { FOOT_PLACES, LEG_PLACES, TRUNK_PLACES } from "./body-places.ts";
import { mayBeAt } from "./facts.ts";
import type { Facts } from "./facts.ts";

/** Whether something is worth asking, given the answers so far. */
export type Need = (facts: Facts) => boolean;

interface ChecklistItem {
  readonly id: string;
  /** As it reads after "Do you have …" or alone, in the patient's words. */
  readonly label: string;
  readonly need?: Need;
  /** By itself it is not worth a page; the others may be chosen later when no list asked for them. */
  readonly onlyForFlags?: true;
}

/** A page of items that belong together: one tick each, "none of these", or "I don't know". */
export interface Checklist {
  readonly id: string;
  readonly question: string;
  readonly hint?: string;
  readonly why: string;
  /** What its labels speak of, where they do not say it themselves: `"Heel"`. */
  readonly topic?: string;
  readonly need?: Need;
  /**
   * Asked whole, because other things hang on it too: what is safe for the person, how soon they should be seen. Of the
   * other lists of red flags only what could still decide a rule is asked; see `can-matter.ts`.
   */
  readonly isForAll?: true;
  readonly items: readonly ChecklistItem[];
}

export const always: Need = () => true;
export const foot: Need = (facts) => mayBeAt(facts, FOOT_PLACES);
export const legOrFoot: Need = (facts) => mayBeAt(facts, [...LEG_PLACES, ...FOOT_PLACES]);
export const trunk: Need = (facts) => mayBeAt(facts, TRUNK_PLACES);
export const back: Need = (facts) => mayBeAt(facts, ["s_back_pain", "r_thoracic"]);
export const lowBack: Need = (facts) => mayBeAt(facts, ["s_back_pain"]);
export const hip: Need = (facts) => mayBeAt(facts, ["s_back_pain", "place_buttock", "s_groin_pain", "place_thigh"]);
export const feeling: Need = (facts) => mayBeAt(facts, ["place_numb", "place_weak"]);
export const heel: Need = (facts) => mayBeAt(facts, ["place_heel"]);
export const skin: Need = (facts) => mayBeAt(facts, ["place_skin"]);
export const atLeast50: Need = (facts) => facts.age === null || facts.age >= 50;

/** Only a known male sex or an age outside these years rules it out. The years are wide on purpose (a guess). */
export const canBePregnant: Need = (facts) =>
  facts.sex !== "male" && (facts.age === null || (facts.age >= 11 && facts.age <= 56));

/** True while any of the findings is present or not known: a follow-up is dropped only after a clear "no". */
export function unlessNo(...findingIds: readonly string[]): Need {
  return (facts) => findingIds.some((id) => facts.values.get(id) !== false);
}

export function ifYes(...findingIds: readonly string[]): Need {
  return (facts) => findingIds.some((id) => facts.values.get(id) === true);
}

export function allOf(...needs: readonly Need[]): Need {
  return (facts) => needs.every((need) => need(facts));
}
