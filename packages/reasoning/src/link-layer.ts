import type { CausalLink, Coupling, EvidenceBase } from "@plumbline/evidence";
import { couplingApplies } from "./coupling-scope.ts";
import { temperedSum } from "./linear-evidence.ts";
import type { LogRatio } from "./linear-evidence.ts";

/** One causal link of the base with what this person's clues make of it. */
export interface ActiveLink {
  readonly link: CausalLink;
  /** P(driving | cause and complaint present), after the clues, at most the link's cap. */
  readonly posterior: number;
  /** How much the clues multiply the odds of driving. */
  readonly couplingRatio: number;
}

/**
 * Links of the base under this person's coupling clues: prior odds times the ratio of each clue that applies, damped where
 * clues of one cluster repeat each other, then held under the cap that the published evidence can carry.
 */
export function activeLinks(states: ReadonlyMap<string, boolean>, evidence: EvidenceBase): readonly ActiveLink[] {
  const clues = cluesOf(evidence);
  return evidence.links.map((link, index) => {
    const couplingRatio = Math.exp(logCoupling(clues[index]!, states, evidence));
    const odds = (link.linkPrior / (1 - link.linkPrior)) * couplingRatio;
    return { link, posterior: Math.min(odds / (1 + odds), link.posteriorCap), couplingRatio };
  });
}

function logCoupling(clues: readonly Coupling[], states: ReadonlyMap<string, boolean>, evidence: EvidenceBase): number {
  const ratios: LogRatio[] = [];
  for (const clue of clues) {
    const state = states.get(clue.findingId);
    if (state === undefined) continue;
    ratios.push({
      cluster: `${clue.dampingCluster}/${state ? "yes" : "no"}`,
      logRatio: Math.log(state ? clue.lrIfYes : clue.lrIfNo),
    });
  }
  return ratios.length === 0 ? 0 : temperedSum(ratios, 1, evidence.parameters.linkDampingWithinCluster);
}

const remembered = new WeakMap<EvidenceBase, readonly (readonly Coupling[])[]>();

/** Of each link: the clues that speak about it. Worked out once for each base. */
function cluesOf(evidence: EvidenceBase): readonly (readonly Coupling[])[] {
  const known = remembered.get(evidence);
  if (known !== undefined) return known;
  const clues = evidence.links.map(({ conditionId, direction }) => {
    const condition = evidence.conditions.get(conditionId)!;
    return evidence.couplings.filter(
      (clue) => clue.direction === direction && couplingApplies(clue.appliesTo, condition),
    );
  });
  remembered.set(evidence, clues);
  return clues;
}
