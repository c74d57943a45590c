import type { EvidenceBase } from "@plumbline/evidence";
import type { AnswerEffect } from "./answer-effect.ts";
import type { DirectionShares } from "./attribution.ts";
import { caseView } from "./case-view.ts";
import { frameAfterClue } from "./complaint-frame.ts";
import { STATING } from "./complaint-table.ts";
import type { DirectionProbe } from "./direction-probe.ts";
import { directionAnswer, directionMargin, directionProbabilities, likeliestDirection } from "./direction.ts";
import { cluesByFinding } from "./link-layer.ts";
import { directionProbe } from "./question-ground.ts";
import type { QuestionGround } from "./question-ground.ts";

/** What the answer to one question may do to the direction. */
export interface DirectionProspect {
  /** P(the direction named becomes another | the question is answered). */
  readonly pChange: number;
  /** Standard deviation of the likeliest direction's probability over the answers. */
  readonly spread: number;
}

/** How far answers may move what is said of the direction, complaints that they state included. */
export class DirectionOutlook {
  readonly #ground: QuestionGround;
  readonly #evidence: EvidenceBase;
  readonly #probe: DirectionProbe;
  readonly #now: Named;
  readonly #clues: ReadonlyMap<string, unknown>;

  constructor(ground: QuestionGround, evidence: EvidenceBase) {
    this.#ground = ground;
    this.#evidence = evidence;
    this.#probe = directionProbe(ground, evidence);
    this.#now = this.#named(ground.view.shares);
    this.#clues = cluesByFinding(evidence);
  }

  /** How far the likeliest direction's probability is from where another answer would be named. */
  margin(): number {
    return Math.abs(directionMargin(this.#ground.view.direction, this.#evidence.parameters.guesses));
  }

  prospect(findingId: string, { pYes, yes, no, changed }: AnswerEffect): DirectionProspect {
    const ifYes = this.#named(this.#after(findingId, true, changed, yes));
    const ifNo = this.#named(this.#after(findingId, false, changed, no));
    const changes = ({ answer }: Named): number => Number(answer !== this.#now.answer);
    const likeliest = likeliestDirection(this.#ground.view.direction);
    const apart = Math.abs(ifYes.probabilities[likeliest] - ifNo.probabilities[likeliest]);
    return {
      pChange: pYes * changes(ifYes) + (1 - pYes) * changes(ifNo),
      spread: Math.sqrt(pYes * (1 - pYes)) * apart,
    };
  }

  #after(findingId: string, answer: boolean, changed: Int32Array, values: Float64Array): readonly DirectionShares[] {
    const { states, setting, layer, view, posteriors } = this.#ground;
    const isStated = answer && STATING.has(findingId);
    if (!isStated && !this.#clues.has(findingId)) return this.#probe.sharesAfter(changed, values);
    const withAnswer = new Map(states).set(findingId, answer);
    if (isStated) {
      const after = posteriors.slice();
      changed.forEach((condition, nth) => (after[condition] = values[nth]!));
      return caseView(withAnswer, after, setting, layer.model, this.#evidence).shares;
    }
    const frame = frameAfterClue(view.frame, findingId, withAnswer, setting.setting, layer.model, this.#evidence);
    return this.#probe.sharesAfter(changed, values, frame);
  }

  #named(shares: readonly DirectionShares[]): Named {
    const { parameters } = this.#evidence;
    return directionAnswer(directionProbabilities(shares, parameters), shares, parameters);
  }
}

type Named = ReturnType<typeof directionAnswer>;
