import type { NextQuestion } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import type { CaseView } from "./case-view.ts";
import type { CaseSetting } from "./complaint-frame.ts";
import { frameAfterClue } from "./complaint-frame.ts";
import type { ComplaintFrame } from "./complaint-frame.ts";
import { COMPLAINTS } from "./complaint-table.ts";
import type { ConditionLayer } from "./condition-layer.ts";
import type { ConditionModel, FindingModel } from "./condition-model.ts";
import { DirectionProbe } from "./direction-probe.ts";
import type { DirectionProbabilities } from "./direction.ts";
import { isDemographic } from "./finding-role.ts";

export interface QuestionOptions {
  /** Both when left out. */
  readonly askedOf?: "patient" | "clinician";
  /** How many; 5 when left out. */
  readonly limit?: number;
  /** Findings not to ask for: asked already and not known, or out of reach here. */
  readonly exclude?: ReadonlySet<string>;
}

/** What is known so far, worked out once. */
export interface QuestionGround {
  /** Ids with any entry at all, with or without a state: they were asked. */
  readonly asked: ReadonlySet<string>;
  readonly states: ReadonlyMap<string, boolean>;
  readonly setting: CaseSetting;
  readonly layer: ConditionLayer;
  readonly posteriors: Float64Array;
  readonly view: CaseView;
}

const DEFAULT_LIMIT = 5;
const COMPLAINT_QUESTIONS: ReadonlySet<string> = new Set(
  COMPLAINTS.filter(({ kind }) => kind !== "beside").flatMap(({ statedBy }) => statedBy),
);
/** An answer must be able to move a condition of at least this probability. */
const PLAUSIBLE = 0.01;

/**
 * The unanswered questions whose answer is expected to remove most doubt: bits of entropy over the direction, and over each
 * condition as far as it matters to a complaint (the root of its share). Before any complaint is known, questions that
 * state one come first, and all conditions matter alike.
 *
 * The gain is an approximation that keeps a page fast: the answer's effect on each condition is computed as if the
 * conditions were independent given what is known, and complaints stay as they are.
 */
export function expectedGains(
  ground: QuestionGround,
  evidence: EvidenceBase,
  options: QuestionOptions = {},
): readonly NextQuestion[] {
  const matters = conditionsThatMatter(ground.view, ground.posteriors.length);
  const opening = ground.view.shares.length === 0 ? COMPLAINT_QUESTIONS : null;
  const probe = new DirectionProbe(ground.view, ground.posteriors, evidence);
  const scratch = { yes: ground.posteriors.slice(), no: ground.posteriors.slice() };
  const knownClusters = new Set([...ground.states.keys()].map((id) => evidence.findings.get(id)!.dependencyCluster));
  knownClusters.delete("");
  const couplings = new Map(evidence.couplings.map((coupling) => [coupling.findingId, coupling]));
  const questions: NextQuestion[] = [];
  for (const finding of evidence.findings.values()) {
    if (options.askedOf !== undefined && finding.askedOf !== options.askedOf) continue;
    if (ground.asked.has(finding.id) || options.exclude?.has(finding.id) === true) continue;
    // A number is asked for through the finding that names its state, where there is one.
    if (finding.tier === "context" || isDemographic(finding)) continue;
    const model = ground.layer.model.findings.get(finding.id);
    const isCoupling = couplings.has(finding.id) && ground.view.frame.links.length > 0;
    const isPlausible = model?.rows.some((row) => ground.posteriors[row.condition]! >= PLAUSIBLE) ?? false;
    if (!isPlausible && !isCoupling) continue;
    const { gainBits, moved } = expectedGain(
      finding.id,
      finding.leakP ?? 0.5,
      model,
      isCoupling,
      matters,
      ground,
      probe,
      knownClusters,
      scratch,
      evidence,
    );
    questions.push({
      findingId: finding.id,
      text: finding.questionPlain,
      why: reason(moved, ground.layer.model),
      askedOf: finding.askedOf,
      gainBits,
    });
  }
  const opens = (question: NextQuestion): number => Number(opening?.has(question.findingId) ?? false);
  questions.sort((a, b) => opens(b) - opens(a) || b.gainBits - a.gainBits || (a.findingId < b.findingId ? -1 : 1));
  return questions.slice(0, options.limit ?? DEFAULT_LIMIT);
}

/** The posteriors as they are, to be written to for one question and put back. */
interface Scratch {
  readonly yes: Float64Array;
  readonly no: Float64Array;
}

interface Gain {
  readonly gainBits: number;
  /** Conditions whose probability the answer would change most, most first; empty when it speaks of the link alone. */
  readonly moved: readonly number[];
}

function expectedGain(
  id: string,
  leakP: number,
  model: FindingModel | undefined,
  isCoupling: boolean,
  matters: Float64Array,
  ground: QuestionGround,
  probe: DirectionProbe,
  knownClusters: ReadonlySet<string>,
  scratch: Scratch,
  evidence: EvidenceBase,
): Gain {
  const cluster = evidence.findings.get(id)!.dependencyCluster;
  // A further finding of a cluster that already spoke counts less.
  const weight = knownClusters.has(cluster) ? evidence.parameters.clusterFurtherItemsWeight : 1;
  const { yes, no } = scratch;
  const pYes =
    model === undefined
      ? leakP
      : predict(model, ground.posteriors, weight, evidence.parameters.inhibitoryExponent, scratch);
  let gain = 0;
  const moves: { readonly condition: number; readonly by: number }[] = [];
  for (const { condition } of model?.rows ?? []) {
    const now = ground.posteriors[condition]!;
    const [ifYes, ifNo] = [yes[condition]!, no[condition]!];
    moves.push({ condition, by: Math.abs(ifYes - ifNo) });
    if (matters[condition] === 0) continue;
    const left = pYes * binaryEntropy(ifYes) + (1 - pYes) * binaryEntropy(ifNo);
    gain += matters[condition]! * (binaryEntropy(now) - left);
  }
  if (ground.view.shares.length > 0) {
    const changed = model?.rows.map(({ condition }) => condition) ?? [];
    const after = (answer: boolean, posteriors: Float64Array): DirectionProbabilities =>
      isCoupling
        ? probe.afterClue(frameAfter(id, answer, ground, evidence), posteriors, changed)
        : probe.after(posteriors, changed);
    const ifYes = after(true, yes);
    const ifNo = after(false, no);
    gain += entropy(ground.view.direction) - pYes * entropy(ifYes) - (1 - pYes) * entropy(ifNo);
  }
  for (const { condition } of model?.rows ?? []) yes[condition] = no[condition] = ground.posteriors[condition]!;
  moves.sort((a, b) => b.by - a.by || a.condition - b.condition);
  return { gainBits: Math.max(0, gain), moved: moves.slice(0, 2).map(({ condition }) => condition) };
}

/** P(yes); writes the posteriors after yes and after no, each condition on its own. */
function predict(
  { role, rows, leak, finding, weight: presentWeight }: FindingModel,
  posteriors: Float64Array,
  weight: number,
  inhibitoryExponent: number,
  { yes, no }: Scratch,
): number {
  let unseen = 1 - leak;
  for (const row of rows) unseen *= 1 - posteriors[row.condition]! * row.link;
  const pYes = role === "effect" ? 1 - unseen : (finding.leakP ?? 0.5);
  for (const row of rows) {
    const now = posteriors[row.condition]!;
    const inhibits = role === "effect" && row.lrPos < 1 ? inhibitoryExponent : 1;
    const others = unseen / Math.max(1 - now * row.link, Number.MIN_VALUE);
    const ratio = row.link > 0 ? (1 - others * (1 - row.link)) / (1 - others) : row.lrPos ** inhibits;
    const says = row.link > 0 ? presentWeight * weight : weight;
    yes[row.condition] = withRatio(now, ratio ** says);
    no[row.condition] = withRatio(now, row.lrNeg ** (weight * inhibits));
  }
  return pYes;
}

function frameAfter(id: string, answer: boolean, ground: QuestionGround, evidence: EvidenceBase): ComplaintFrame {
  const states = new Map(ground.states).set(id, answer);
  return frameAfterClue(ground.view.frame, states, ground.setting.setting, ground.layer.model, evidence);
}

/** How much doubt about each condition counts. */
function conditionsThatMatter({ shares }: CaseView, count: number): Float64Array {
  const matters = new Float64Array(count).fill(shares.length === 0 ? 1 : 0);
  for (const { causes, shares: values } of shares) {
    causes.causes.forEach((cause, index) => {
      matters[cause.condition] = Math.max(matters[cause.condition]!, Math.sqrt(values[index]!));
    });
  }
  return matters;
}

function reason(moved: readonly number[], model: ConditionModel): string {
  const names = moved.map((condition) => model.conditions[condition]!.name);
  if (names.length === 0) return "Tells whether feet and back act on each other in this person.";
  if (names.length === 1) return `Speaks for or against: ${names[0]}.`;
  return `Speaks for or against: ${names[0]}; ${names[1]}.`;
}

function withRatio(probability: number, ratio: number): number {
  const odds = (probability / (1 - probability)) * ratio;
  return odds === Infinity ? 1 : odds / (1 + odds);
}

function binaryEntropy(probability: number): number {
  return part(probability) + part(1 - probability);
}

function entropy(probabilities: DirectionProbabilities): number {
  return Object.values(probabilities).reduce((sum, probability) => sum + part(probability), 0);
}

function part(probability: number): number {
  return probability <= 0 ? 0 : -probability * Math.log2(probability);
}
