import type { Coupling, EvidenceBase } from "@plumbline/evidence";
import { activeLinks, conditionModel, couplingApplies } from "@plumbline/reasoning";
import type { Origin } from "./effects.ts";
import { chance } from "./random.ts";
import type { Random } from "./random.ts";

/**
 * Whether feet, hips or knees drive this person's back pain, and which condition does.
 *
 * The base says P(driving | cause and back pain are present) for each cause. All these figures share one doubt (does the
 * lower limb feed backs at all?), so one draw decides: the present cause with the strongest link drives, or none does.
 *
 * @param background - What was there before raises the odds of driving as a clue does (standing all day).
 * @returns Index of the driving condition; null when the back pain comes from elsewhere.
 */
export function drawDriver(
  present: ReadonlySet<number>,
  background: ReadonlyMap<string, boolean>,
  evidence: EvidenceBase,
  random: Random,
): number | null {
  const model = conditionModel(evidence);
  const before = new Map([...background].filter(([id]) => model.findings.has(id)));
  let driver: number | null = null;
  let strongest = 0;
  for (const { link, posterior } of activeLinks(before, evidence)) {
    const condition = model.indexOf.get(link.conditionId)!;
    if (link.direction !== "ascending" || !link.effects.includes("back_pain") || !present.has(condition)) continue;
    if (posterior <= strongest) continue;
    driver = condition;
    strongest = posterior;
  }
  return chance(strongest, random) ? driver : null;
}

/**
 * Lets an acting link leave its clues. A clue with a ratio above 1 gains one more cause, which makes it that many times as
 * likely as its leak; one with a ratio below 1 is held back with that probability. A clue that is background and moves
 * the odds of conditions came before all this and stays.
 *
 * @param driver - Index of the condition whose link acts.
 * @param states - Changed in place, as are `origins`.
 */
export function drawClues(
  driver: number,
  direction: Coupling["direction"],
  states: Map<string, boolean>,
  origins: Map<string, Origin>,
  evidence: EvidenceBase,
  random: Random,
): void {
  const model = conditionModel(evidence);
  for (const coupling of evidence.couplings) {
    const { findingId, lrIfYes } = coupling;
    if (coupling.direction !== direction || !couplingApplies(coupling.appliesTo, model.conditions[driver]!)) continue;
    if (model.findings.get(findingId)?.role === "context") continue;
    if (states.get(findingId) === true) {
      if (chance(lrIfYes, random)) continue;
      states.set(findingId, false);
      origins.delete(findingId);
    } else if (chance(clueLink(evidence.findings.get(findingId)?.leakP ?? 0, lrIfYes), random)) {
      states.set(findingId, true);
      origins.set(findingId, { condition: driver, time: 1 });
    }
  }
}

/** The link with which `1 − (1 − leak) · (1 − link)` is `leak · ratio`. */
function clueLink(leak: number, ratio: number): number {
  return ratio <= 1 ? 0 : 1 - (1 - Math.min(leak * ratio, 0.95)) / (1 - leak);
}
