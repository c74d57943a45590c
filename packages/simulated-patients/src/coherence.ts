import type { EvidenceBase } from "@plumbline/evidence";
import type { Origin } from "./effects.ts";
import { pick } from "./random.ts";
import type { Random } from "./random.ts";

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
export function makeCoherent(
  states: Map<string, boolean>,
  origins: Map<string, Origin>,
  evidence: EvidenceBase,
  random: Random,
): void {
  for (const pair of EXCLUSIVE) {
    if (pair.every((id) => states.get(id) === true)) set(pick(pair, random), false, states, origins);
  }
  for (const { resultId: result, itemIds, itemsNeeded } of evidence.clusterResults) {
    if (!states.has(result) || result === "e_sij_3plus_nocentral") continue;
    const known = itemIds.filter((id) => states.has(id));
    const positive = known.filter((id) => states.get(id) === true).length;
    if (itemsNeeded !== null) set(result, positive >= itemsNeeded, states, origins);
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
