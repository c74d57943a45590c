import { TRIAGE_LEVELS, shownProbability } from "@plumbline/clinical-model";
import type { Contribution, DirectionAnswer, TriageLevel, TurningPoint } from "@plumbline/clinical-model";
import { evaluateRule, findingsOfRule } from "@plumbline/evidence";
import type { Coupling, EvidenceBase, Finding, RedFlag } from "@plumbline/evidence";
import { frameAfterClue } from "./complaint-frame.ts";
import type { ComplaintFrame } from "./complaint-frame.ts";
import { STATING } from "./complaint-table.ts";
import type { FindingModel } from "./condition-model.ts";
import type { DirectionProbabilities } from "./direction.ts";
import { directionMargin, likeliestDirection } from "./direction.ts";
import { isDemographic } from "./finding-role.ts";
import type { KnownFindings } from "./known-findings.ts";
import { cluesByFinding } from "./link-layer.ts";
import { directionProbe } from "./question-ground.ts";
import type { QuestionGround } from "./question-ground.ts";

/** So many are worked out again in full for each conclusion, unknown findings and reversals apart: it bounds the work. */
const TRIED = 4;
/** What is less plausible than this is not worth looking for. A guess. */
const LEAST_PLAUSIBLE = 0.005;

/** No condition moves. */
const NONE = new Int32Array(0);
const NOTHING = new Float64Array(0);

type States = ReadonlyMap<string, boolean>;

interface Candidate {
  readonly finding: Finding;
  readonly value: boolean;
  readonly isReversal: boolean;
  readonly plausibility: number;
}

/**
 * Findings that would turn the direction. Which could is judged with each condition on its own; the few that promise it
 * are then worked out again in full, so what is returned is exact.
 *
 * @param answer - The direction as it is named now.
 * @param answerWith - The direction that would be named with this finding known so, worked out in full.
 * @param contributions - What moved the answer: the findings whose reversal is tried.
 */
export function directionTurningPoints(
  ground: QuestionGround,
  answer: DirectionAnswer,
  answerWith: (findingId: string, value: boolean) => DirectionAnswer,
  contributions: readonly Contribution[],
  evidence: EvidenceBase,
): readonly TurningPoint[] {
  if (ground.view.shares.length === 0) return [];
  const turned = (candidates: readonly Candidate[]): TurningPoint[] =>
    candidates.flatMap((candidate) => {
      const becomes = answerWith(candidate.finding.id, candidate.value);
      return becomes === answer ? [] : [{ ...told(candidate, evidence), of: "direction" as const, becomes }];
    });
  return [
    ...turned(unknownCandidates(ground, evidence)),
    ...turned(reversalCandidates(ground, contributions, evidence)),
  ];
}

/**
 * Findings that would turn the urgency: unknown ones that would raise it, and those it rests on, were they otherwise.
 *
 * @param levelWith - The urgency with other findings known, flags and confirmations weighed in full.
 */
export function triageTurningPoints(
  known: KnownFindings,
  level: TriageLevel,
  levelWith: (known: KnownFindings) => TriageLevel,
  plausibilityOf: (findingId: string) => number,
  evidence: EvidenceBase,
): readonly TurningPoint[] {
  const candidate = (id: string, value: boolean, isReversal: boolean): Candidate => {
    const present = plausibilityOf(id);
    return { finding: evidence.findings.get(id)!, value, isReversal, plausibility: value ? present : 1 - present };
  };
  const withFinding = (id: string, value: boolean): KnownFindings => ({
    ...known,
    states: new Map(known.states).set(id, value),
  });
  const turned = (candidates: readonly Candidate[]): TurningPoint[] =>
    mostPlausible(candidates)
      .slice(0, TRIED)
      .flatMap((each) => {
        const becomes = levelWith(withFinding(each.finding.id, each.value));
        return becomes === level ? [] : [{ ...told(each, evidence), of: "triage" as const, becomes }];
      });

  const graver = evidence.redFlags.filter((flag) => urgencyRank(gravestLevel(flag)) < urgencyRank(level));
  const raising = new Set(graver.flatMap((flag) => raisingFindings(flag, known.states, known.withoutState)));
  const bearing = new Set(
    evidence.redFlags
      .filter((flag) => evaluateRule(flag.rule, (id) => known.states.get(id) ?? null) === true)
      .flatMap(({ rule }) => findingsOfRule(rule))
      .filter((id) => known.states.get(id) === true && !isDemographic(evidence.findings.get(id)!)),
  );
  return [
    ...turned([...raising].map((id) => candidate(id, true, false))),
    ...turned([...bearing].map((id) => candidate(id, false, true))),
  ];
}

/** Unknown findings that make this flag's rule true when present. */
function raisingFindings({ rule }: RedFlag, states: States, withoutState: readonly string[]): readonly string[] {
  return findingsOfRule(rule).filter(
    (id) =>
      !states.has(id) &&
      !withoutState.includes(id) &&
      evaluateRule(rule, (other) => (other === id ? true : (states.get(other) ?? null))) === true,
  );
}

function gravestLevel({ level, levelByFinding }: RedFlag): TriageLevel {
  return Object.values(levelByFinding ?? {}).reduce((a, b) => (urgencyRank(a) <= urgencyRank(b) ? a : b), level);
}

function urgencyRank(level: TriageLevel): number {
  return TRIAGE_LEVELS.indexOf(level);
}

/** Of findings without a figure in the base, which has none for what is rare and only gathered to be safe. A guess. */
const UNKNOWN_LEAK = 0.01;

/** P(present | what is known), with the conditions as they now stand, each on its own. */
export function presentProbability(id: string, { layer, posteriors }: QuestionGround, evidence: EvidenceBase): number {
  const leakP = evidence.findings.get(id)?.leakP ?? UNKNOWN_LEAK;
  const model = layer.model.findings.get(id);
  if (model === undefined || model.role === "context") return leakP;
  return 1 - model.rows.reduce((absent, row) => absent * (1 - posteriors[row.condition]! * row.link), 1 - model.leak);
}

/** Complaints are what is being explained: another one would be another question, not another answer. */
function canTurn(finding: Finding): boolean {
  return finding.tier !== "context" && !isDemographic(finding) && !STATING.has(finding.id);
}

/** The most plausible unknown findings after which the direction, with each condition on its own, would be another. */
function unknownCandidates(ground: QuestionGround, evidence: EvidenceBase): readonly Candidate[] {
  const { layer, posteriors, view } = ground;
  const probe = directionProbe(ground, evidence);
  const shares = largestShares(ground);
  const now = named(view.direction, evidence);
  const clues = cluesByFinding(evidence);
  const reaching: Reaching[] = [];
  for (const finding of evidence.findings.values()) {
    if (ground.asked.has(finding.id) || !canTurn(finding)) continue;
    const model = layer.model.findings.get(finding.id);
    for (const value of [true, false]) {
      // Half the margin: the reach is an estimate.
      const isFar = model === undefined || reach(model, value, posteriors, shares) < now.margin / 2;
      const isClue = clues.get(finding.id)?.some((clue) => clueReach(clue, value, view.direction) >= now.margin / 2);
      if (isFar && isClue !== true) continue;
      const present = presentProbability(finding.id, ground, evidence);
      const plausibility = value ? present : 1 - present;
      if (plausibility < LEAST_PLAUSIBLE) continue;
      reaching.push({
        finding,
        value,
        isReversal: false,
        plausibility,
        isClue: isClue === true,
        moves: isFar ? null : model,
      });
    }
  }
  const turning: Candidate[] = [];
  for (const candidate of mostPlausible(reaching)) {
    const { finding, value, isClue, moves } = candidate;
    const changed = moves?.conditions ?? NONE;
    const after = moves === null ? NOTHING : posteriorsAfter(moves, value, posteriors);
    // A clue moves the links themselves.
    const direction = isClue
      ? probe.afterClue(frameAfter(finding.id, value, ground, evidence), changed, after)
      : probe.after(changed, after);
    if (named(direction, evidence).answer !== now.answer) turning.push(candidate);
    if (turning.length === TRIED) break;
  }
  return turning;
}

/** A finding that may turn the direction, before it is tried. */
interface Reaching extends Candidate {
  /** It speaks about links. */
  readonly isClue: boolean;
  /** What it says of conditions; null when that is too little to turn anything. */
  readonly moves: FindingModel | null;
}

/** About how far a clue would move what is driven from afar, did no cap hold it. */
function clueReach({ direction, lrIfYes, lrIfNo }: Coupling, value: boolean, now: DirectionProbabilities): number {
  const driven = now.both + now[direction === "ascending" ? "foot-drives-back" : "spine-drives-foot"];
  const odds = (driven / (1 - driven)) * (value ? lrIfYes : lrIfNo);
  return Math.abs(odds / (1 + odds) - driven);
}

function frameAfter(
  id: string,
  value: boolean,
  { states, view, setting, layer }: QuestionGround,
  evidence: EvidenceBase,
): ComplaintFrame {
  return frameAfterClue(view.frame, id, new Map(states).set(id, value), setting.setting, layer.model, evidence);
}

/** Known findings that moved the direction most, each the other way round. */
function reversalCandidates(
  ground: QuestionGround,
  contributions: readonly Contribution[],
  evidence: EvidenceBase,
): readonly Candidate[] {
  return contributions
    .filter(({ target }) => target.startsWith("direction:"))
    .toSorted((a, b) => Math.abs(b.logOddsStep) - Math.abs(a.logOddsStep))
    .map(({ findingId }) => evidence.findings.get(findingId)!)
    .filter((finding) => canTurn(finding) && ground.states.has(finding.id))
    .slice(0, TRIED)
    .map((finding) => {
      const value = ground.states.get(finding.id) === false;
      const present = presentProbability(finding.id, ground, evidence);
      return { finding, value, isReversal: true, plausibility: value ? present : 1 - present };
    });
}

/** By condition: the largest share it has of a complaint. */
function largestShares({ view, posteriors }: QuestionGround): Float64Array {
  const largest = new Float64Array(posteriors.length);
  for (const { causes, shares } of view.shares) {
    causes.causes.forEach(({ condition }, index) => {
      largest[condition] = Math.max(largest[condition]!, shares[index]!);
    });
  }
  return largest;
}

/** About how much of a complaint an answer would move from one cause to others: a share grows with its probability. */
function reach(model: FindingModel, value: boolean, posteriors: Float64Array, shares: Float64Array): number {
  let sum = 0;
  for (const row of model.rows) {
    const share = shares[row.condition]!;
    if (share === 0) continue;
    const now = posteriors[row.condition]!;
    const grown = share * (rowPosterior(row, value, now) / now - 1);
    sum += Math.abs(grown / (1 + grown));
  }
  return sum;
}

/** Of the conditions of a finding, in the order of its rows. */
function posteriorsAfter({ rows }: FindingModel, value: boolean, posteriors: Float64Array): Float64Array {
  return Float64Array.from(rows, (row) => rowPosterior(row, value, posteriors[row.condition]!));
}

function rowPosterior({ lrPos, lrNeg }: FindingModel["rows"][number], value: boolean, now: number): number {
  const odds = (now / (1 - now)) * (value ? lrPos : lrNeg);
  return odds === Infinity ? 1 : odds / (1 + odds);
}

/** What would be named, the unexplained apart, and how far a probability must move for it to be another. */
function named(
  probabilities: DirectionProbabilities,
  { parameters: { guesses } }: EvidenceBase,
): { readonly answer: DirectionAnswer; readonly margin: number } {
  const beyond = directionMargin(probabilities, guesses);
  return { answer: beyond >= 0 ? likeliestDirection(probabilities) : "cannot-tell", margin: Math.abs(beyond) };
}

function mostPlausible<Each extends Candidate>(candidates: readonly Each[]): readonly Each[] {
  return candidates.toSorted((a, b) => b.plausibility - a.plausibility || (a.finding.id < b.finding.id ? -1 : 1));
}

function told(
  { finding, value, isReversal, plausibility }: Candidate,
  { parameters }: EvidenceBase,
): Omit<TurningPoint, "of" | "becomes"> {
  return {
    findingId: finding.id,
    findingName: finding.clinicianWording,
    value,
    isReversal,
    plausibility: shownProbability(plausibility, parameters.neverDisplayAbove),
  };
}
