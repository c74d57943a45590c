import type { CausalLink, Coupling, EvidenceBase } from "@plumbline/evidence";
import { couplingApplies } from "./coupling-scope.ts";
import { temperedSum } from "./linear-evidence.ts";

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
  const clues = evidence.couplings.filter((coupling) => states.has(coupling.findingId));
  return evidence.links.map((link) => {
    const couplingRatio = Math.exp(logCoupling(link, clues, states, evidence));
    const odds = (link.linkPrior / (1 - link.linkPrior)) * couplingRatio;
    return { link, posterior: Math.min(odds / (1 + odds), link.posteriorCap), couplingRatio };
  });
}

function logCoupling(
  link: CausalLink,
  clues: readonly Coupling[],
  states: ReadonlyMap<string, boolean>,
  evidence: EvidenceBase,
): number {
  const condition = evidence.conditions.get(link.conditionId)!;
  const ratios = clues
    .filter((clue) => clue.direction === link.direction && couplingApplies(clue.appliesTo, condition))
    .map((clue) => {
      const state = states.get(clue.findingId) === true;
      return {
        cluster: `${clue.dampingCluster}/${state ? "yes" : "no"}`,
        logRatio: Math.log(state ? clue.lrIfYes : clue.lrIfNo),
      };
    });
  return temperedSum(ratios, 1, evidence.parameters.linkDampingWithinCluster);
}
