import type { EvidenceBase } from "@plumbline/evidence";
import type { AnswerEffect } from "./answer-effect.ts";
import type { CaseView } from "./case-view.ts";
import { frameAfterClue } from "./complaint-frame.ts";
import type { DirectionProbe } from "./direction-probe.ts";
import type { DirectionProbabilities } from "./direction.ts";
import { binaryEntropy, entropyPart } from "./entropy.ts";
import { cluesByFinding } from "./link-layer.ts";
import { directionProbe } from "./question-ground.ts";
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
  /** By condition that matters: its entropy as it is now. */
  readonly #entropies: Float64Array;
  /** Entropy of the direction as it is now. */
  readonly #now: number;
  readonly #probe: DirectionProbe;
  readonly #urgency: UrgencyDoubt;
  /** Findings that state a complaint, and so change what can explain it; clues, which change the links. */
  readonly #stating: ReadonlySet<string>;
  readonly #clues: ReadonlyMap<string, unknown>;

  constructor(ground: QuestionGround, evidence: EvidenceBase) {
    this.#ground = ground;
    this.#evidence = evidence;
    this.#matters = conditionsThatMatter(ground.view, ground.posteriors.length);
    this.#entropies = ground.posteriors.map((posterior, condition) =>
      this.#matters[condition] === 0 ? 0 : binaryEntropy(posterior),
    );
    this.#now = entropy(ground.view.direction);
    this.#probe = directionProbe(ground, evidence);
    this.#urgency = new UrgencyDoubt(ground, evidence);
    this.#stating = new Set(ground.view.frame.complaints.flatMap(({ complaint }) => complaint.statedBy));
    this.#clues = cluesByFinding(evidence);
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
    for (let nth = 0; nth < changed.length; nth++) {
      const condition = changed[nth]!;
      const matters = this.#matters[condition]!;
      if (matters === 0) continue;
      const left = pYes * binaryEntropy(yes[nth]!) + (1 - pYes) * binaryEntropy(no[nth]!);
      gain += matters * (this.#entropies[condition]! - left);
    }
    return gain;
  }

  #directionGain(findingId: string, { pYes, yes, no, changed }: AnswerEffect): number {
    if (this.#ground.view.shares.length === 0) return 0;
    const after = (answer: boolean, values: Float64Array): number => {
      const isReframed = (answer && this.#stating.has(findingId)) || this.#clues.has(findingId);
      if (isReframed) return entropy(this.#reframed(findingId, answer, changed, values));
      const direction = this.#probe.after(changed, values);
      return direction === this.#ground.view.direction ? this.#now : entropy(direction);
    };
    return this.#now - pYes * after(true, yes) - (1 - pYes) * after(false, no);
  }

  #reframed(findingId: string, answer: boolean, changed: Int32Array, values: Float64Array): DirectionProbabilities {
    const { view, states, setting, layer } = this.#ground;
    const withAnswer = { get: (id: string) => (id === findingId ? answer : states.get(id)) };
    const stating = answer ? findingId : undefined;
    const frame = frameAfterClue(
      view.frame,
      findingId,
      withAnswer,
      setting.setting,
      layer.model,
      this.#evidence,
      stating,
    );
    return this.#probe.afterClue(frame, changed, values);
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
  return (
    entropyPart(probabilities["foot-drives-back"]) +
    entropyPart(probabilities["spine-drives-foot"]) +
    entropyPart(probabilities.both) +
    entropyPart(probabilities.local) +
    entropyPart(probabilities.none)
  );
}
