import { ITEMS_OF_RESULT, ITEMS_OF_SUMMARY } from "@plumbline/reasoning";
import type { Origin } from "./effects.ts";
import { pick } from "./random.ts";
import type { Random } from "./random.ts";

/** Results that are a plain count of their items: how many must be positive, by the rule each is named after. */
const POSITIVE_ITEMS_NEEDED: Readonly<Record<string, number>> = {
  e_sij_3plus: 3,
  e_pfp_2of3: 2,
  e_sens_any: 1,
  e_weak_any: 1,
  e_reflex_any: 1,
};

/** Answers of which only one can be "yes". */
const EXCLUSIVE: readonly (readonly [string, string])[] = [
  // One score: at least 8, or at most 4.
  ["e_gout_8", "e_gout_4"],
  ["m_ai_low_arch", "m_ai_high_arch"],
  ["e_fpi_pronated", "e_fpi_supinated"],
  ["h_foot_before_back", "h_back_before_foot"],
];

/**
 * Makes the answers of one person agree, as they would if one person gave them: a count is what its items add up to, a
 * scored result is not positive without any positive item nor negative with all of them, and one number has one value.
 *
 * @param states - Changed in place, as are `origins`; a finding made present here has no origin.
 */
export function makeCoherent(states: Map<string, boolean>, origins: Map<string, Origin>, random: Random): void {
  for (const pair of EXCLUSIVE) {
    if (pair.every((id) => states.get(id) === true)) set(pick(pair, random), false, states, origins);
  }
  for (const [result, items] of [...Object.entries(ITEMS_OF_SUMMARY), ...Object.entries(ITEMS_OF_RESULT)]) {
    if (!states.has(result) || result === "e_sij_3plus_nocentral") continue;
    const known = items.filter((id) => states.has(id));
    const positive = known.filter((id) => states.get(id) === true).length;
    const needed = POSITIVE_ITEMS_NEEDED[result];
    if (needed !== undefined) set(result, positive >= needed, states, origins);
    else if (positive === 0) set(result, false, states, origins);
    else if (positive === known.length) set(result, true, states, origins);
  }
  if (!states.has("e_sij_3plus_nocentral")) return;
  const isWithout = states.get("e_sij_3plus") === true && states.get("e_centralise") !== true;
  set("e_sij_3plus_nocentral", isWithout, states, origins);
}

function set(id: string, state: boolean, states: Map<string, boolean>, origins: Map<string, Origin>): void {
  states.set(id, state);
  if (!state) origins.delete(id);
}
