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

/** What is known of a person, by finding. */
type States = Pick<ReadonlyMap<string, boolean>, "get">;

/**
 * Links of the base under this person's coupling clues: prior odds times the ratio of each clue that applies, damped where
 * clues of one cluster repeat each other, then held under the cap that the published evidence can carry.
 */
export function activeLinks(states: States, evidence: EvidenceBase): readonly ActiveLink[] {
  const { ofLink } = cluesOf(evidence);
  return evidence.links.map((link, index) => activeLink(link, ofLink[index]!, states, evidence));
}

/** The same after one clue was answered, or is no longer known: links it does not speak about are the same objects. */
export function linksAfterClue(
  links: readonly ActiveLink[],
  findingId: string,
  states: States,
  evidence: EvidenceBase,
): readonly ActiveLink[] {
  const { ofLink } = cluesOf(evidence);
  return links.map((active, index) => {
    const clues = ofLink[index]!;
    const isAbout = clues.some((clue) => clue.findingId === findingId);
    return isAbout ? activeLink(active.link, clues, states, evidence) : active;
  });
}

/** Coupling clues of the base by the finding that gives them. */
export function cluesByFinding(evidence: EvidenceBase): ReadonlyMap<string, readonly Coupling[]> {
  return cluesOf(evidence).byFinding;
}

function activeLink(link: CausalLink, clues: readonly Clue[], states: States, evidence: EvidenceBase): ActiveLink {
  const couplingRatio = Math.exp(logCoupling(clues, states, evidence));
  const odds = (link.linkPrior / (1 - link.linkPrior)) * couplingRatio;
  return { link, posterior: Math.min(odds / (1 + odds), link.posteriorCap), couplingRatio };
}

function logCoupling(clues: readonly Clue[], states: States, evidence: EvidenceBase): number {
  const ratios: LogRatio[] = [];
  for (const { findingId, ifYes, ifNo } of clues) {
    const state = states.get(findingId);
    if (state !== undefined) ratios.push(state ? ifYes : ifNo);
  }
  return ratios.length === 0 ? 0 : temperedSum(ratios, 1, evidence.parameters.linkDampingWithinCluster);
}

interface Clue {
  readonly findingId: string;
  readonly ifYes: LogRatio;
  readonly ifNo: LogRatio;
}

interface Clues {
  /** By link: those that speak about it. */
  readonly ofLink: readonly (readonly Clue[])[];
  readonly byFinding: ReadonlyMap<string, readonly Coupling[]>;
}

const remembered = new WeakMap<EvidenceBase, Clues>();

/** Worked out once for each base. */
function cluesOf(evidence: EvidenceBase): Clues {
  const known = remembered.get(evidence);
  if (known !== undefined) return known;
  const read = evidence.couplings.map(({ findingId, dampingCluster, lrIfYes, lrIfNo }) => ({
    findingId,
    ifYes: { cluster: `${dampingCluster}/yes`, logRatio: Math.log(lrIfYes) },
    ifNo: { cluster: `${dampingCluster}/no`, logRatio: Math.log(lrIfNo) },
  }));
  const ofLink = evidence.links.map(({ conditionId, direction }) => {
    const condition = evidence.conditions.get(conditionId)!;
    return read.filter((_, index) => {
      const coupling = evidence.couplings[index]!;
      return coupling.direction === direction && couplingApplies(coupling.appliesTo, condition);
    });
  });
  const clues = { ofLink, byFinding: Map.groupBy(evidence.couplings, ({ findingId }) => findingId) };
  remembered.set(evidence, clues);
  return clues;
}
