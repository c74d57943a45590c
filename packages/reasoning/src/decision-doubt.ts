import type { EvidenceBase } from "@plumbline/evidence";
import type { AnswerEffect } from "./answer-effect.ts";
import type { CaseView } from "./case-view.ts";
import { frameAfterClue } from "./complaint-frame.ts";
import { DirectionProbe } from "./direction-probe.ts";
import type { DirectionProbabilities } from "./direction.ts";
import { binaryEntropy, entropyPart } from "./entropy.ts";
import type { QuestionGround } from "./question-ground.ts";
import { UrgencyDoubt } from "./urgency-doubt.ts";

/**
 * Doubt about what to do with one person, in bits, and how much of it an answer is expected to remove:
 *
 * - the direction: entropy over the five directions;
 * - the plan: entropy of each condition, as far as it matters to a complaint (the root of its share, since what explains a
 *   complaint is what gets treated); before any complaint is known all conditions matter alike;
 * - the urgency: entropy of each red flag that would make the case more urgent than it is, as far as its danger is
 *   plausible ({@link UrgencyDoubt}).
 *
 * Which complaints there are, and how much each condition matters, stays as it is now: an answer that states a further
 * complaint is not held against the question.
 */
export class DecisionDoubt {
  readonly #ground: QuestionGround;
  readonly #evidence: EvidenceBase;
  readonly #matters: Float64Array;
  readonly #probe: DirectionProbe;
  readonly #urgency: UrgencyDoubt;
  /** Findings that state a complaint, and so change what can explain it; clues, which change the links. */
  readonly #stating: ReadonlySet<string>;
  readonly #clues: ReadonlySet<string>;

  constructor(ground: QuestionGround, evidence: EvidenceBase) {
    this.#ground = ground;
    this.#evidence = evidence;
    this.#matters = conditionsThatMatter(ground.view, ground.posteriors.length);
    this.#probe = new DirectionProbe(ground.view, ground.posteriors, evidence);
    this.#urgency = new UrgencyDoubt(ground, evidence);
    this.#stating = new Set(ground.view.frame.complaints.flatMap(({ complaint }) => complaint.statedBy));
    this.#clues = new Set(evidence.couplings.map(({ findingId }) => findingId));
  }

  /** Whether the answer can change the urgency, whatever it says of conditions. */
  concernsUrgency(findingId: string): boolean {
    return this.#urgency.concerns(findingId);
  }

  /** Bits of doubt that the answer is expected to remove; not below 0. */
  expectedGain(findingId: string, effect: AnswerEffect): number {
    const gain =
      this.#planGain(effect) + this.#directionGain(findingId, effect) + this.#urgency.gain(findingId, effect.pYes);
    return Math.max(0, gain);
  }

  #planGain({ pYes, yes, no, changed }: AnswerEffect): number {
    let gain = 0;
    for (const condition of changed) {
      const matters = this.#matters[condition]!;
      if (matters === 0) continue;
      const left = pYes * binaryEntropy(yes[condition]!) + (1 - pYes) * binaryEntropy(no[condition]!);
      gain += matters * (binaryEntropy(this.#ground.posteriors[condition]!) - left);
    }
    return gain;
  }

  #directionGain(findingId: string, { pYes, yes, no, changed }: AnswerEffect): number {
    if (this.#ground.view.shares.length === 0) return 0;
    const after = (answer: boolean, posteriors: Float64Array): DirectionProbabilities =>
      (answer && this.#stating.has(findingId)) || this.#clues.has(findingId)
        ? this.#reframed(findingId, answer, posteriors, changed)
        : this.#probe.after(posteriors, changed);
    const left = pYes * entropy(after(true, yes)) + (1 - pYes) * entropy(after(false, no));
    return entropy(this.#ground.view.direction) - left;
  }

  #reframed(
    findingId: string,
    answer: boolean,
    posteriors: Float64Array,
    changed: readonly number[],
  ): DirectionProbabilities {
    const { view, states, setting, layer } = this.#ground;
    const withAnswer = new Map(states).set(findingId, answer);
    const stating = answer ? findingId : undefined;
    const frame = frameAfterClue(view.frame, withAnswer, setting.setting, layer.model, this.#evidence, stating);
    return this.#probe.afterClue(frame, posteriors, changed);
  }
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

function entropy(probabilities: DirectionProbabilities): number {
  return Object.values(probabilities).reduce((sum, probability) => sum + entropyPart(probability), 0);
}
