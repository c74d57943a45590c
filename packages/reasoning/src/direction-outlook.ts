import type { DirectionAnswer } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import type { AnswerEffect } from "./answer-effect.ts";
import type { DirectionShares } from "./attribution.ts";
import { caseView } from "./case-view.ts";
import { frameAfterClue } from "./complaint-frame.ts";
import { COMPLAINTS } from "./complaint-table.ts";
import { DirectionProbe } from "./direction-probe.ts";
import { directionAnswer, directionProbabilities } from "./direction.ts";
import type { QuestionGround } from "./question-ground.ts";

/** How likely an answer to one question is to change what is said of the direction, complaints that it states included. */
export class DirectionOutlook {
  readonly #ground: QuestionGround;
  readonly #evidence: EvidenceBase;
  readonly #probe: DirectionProbe;
  readonly #now: DirectionAnswer;
  readonly #clues: ReadonlySet<string>;

  constructor(ground: QuestionGround, evidence: EvidenceBase) {
    this.#ground = ground;
    this.#evidence = evidence;
    this.#probe = new DirectionProbe(ground.view, ground.posteriors, evidence);
    this.#now = this.#answer(ground.view.shares);
    this.#clues = new Set(evidence.couplings.map(({ findingId }) => findingId));
  }

  /** P(the answer to the direction question becomes another | the question is answered). */
  pChange(findingId: string, { pYes, yes, no, changed }: AnswerEffect): number {
    const changes = (answer: boolean, posteriors: Float64Array): number =>
      Number(this.#answer(this.#after(findingId, answer, posteriors, changed)) !== this.#now);
    return pYes * changes(true, yes) + (1 - pYes) * changes(false, no);
  }

  #after(
    findingId: string,
    answer: boolean,
    posteriors: Float64Array,
    changed: readonly number[],
  ): readonly DirectionShares[] {
    const { states, setting, layer, view } = this.#ground;
    const isStated = answer && STATING.has(findingId);
    if (!isStated && !this.#clues.has(findingId)) return this.#probe.sharesAfter(posteriors, changed);
    const withAnswer = new Map(states).set(findingId, answer);
    if (isStated) return caseView(withAnswer, posteriors, setting, layer.model, this.#evidence).shares;
    const frame = frameAfterClue(view.frame, withAnswer, setting.setting, layer.model, this.#evidence);
    return this.#probe.sharesAfter(posteriors, changed, frame);
  }

  #answer(shares: readonly DirectionShares[]): DirectionAnswer {
    const { parameters } = this.#evidence;
    return directionAnswer(directionProbabilities(shares, parameters), shares, parameters).answer;
  }
}

/** Findings that, when present, state a complaint: it may be a new one, and what can explain it changes. */
const STATING: ReadonlySet<string> = new Set(COMPLAINTS.flatMap(({ statedBy }) => statedBy));
