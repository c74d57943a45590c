import { TRIAGE_LEVELS } from "@plumbline/clinical-model";
import { evaluateRule, findingsOfRule } from "@plumbline/evidence";
import type { EvidenceBase, RedFlag, RuleExpression } from "@plumbline/evidence";
import { binaryEntropy } from "./entropy.ts";
import type { QuestionGround } from "./question-ground.ts";

/** P(finding is present). */
type Chance = (findingId: string) => number;

/**
 * Doubt about the red flags that are still open and would make the case more urgent than it is: for each, the entropy of
 * whether its rule will turn out true (findings taken as independent), as far as its danger is plausible here: times the
 * root of the probability of its condition. Otherwise every rare sign that anybody may have would crowd out the rest.
 */
export class UrgencyDoubt {
  readonly #flagsOf = new Map<string, RedFlag[]>();
  readonly #chance: Chance;
  readonly #plausibility: (conditionId: string) => number;

  constructor({ states, layer, posteriors }: QuestionGround, evidence: EvidenceBase) {
    const stateOf = (id: string): boolean | null => states.get(id) ?? null;
    const chances = new Map<string, number>();
    const chanceOf = (id: string): number => {
      const state = states.get(id);
      if (state !== undefined) return Number(state);
      const model = layer.model.findings.get(id);
      if (model === undefined || model.role === "context") return evidence.findings.get(id)?.leakP ?? 0;
      return (
        1 - model.rows.reduce((unseen, row) => unseen * (1 - posteriors[row.condition]! * row.link), 1 - model.leak)
      );
    };
    this.#chance = (id) => {
      const known = chances.get(id);
      if (known !== undefined) return known;
      const chance = chanceOf(id);
      chances.set(id, chance);
      return chance;
    };
    this.#plausibility = (conditionId) => Math.sqrt(posteriors[layer.model.indexOf.get(conditionId)!]!);
    const rules = evidence.redFlags.map((flag) => ({ flag, isTrue: evaluateRule(flag.rule, stateOf) }));
    const present = Math.min(
      TRIAGE_LEVELS.indexOf("routine"),
      ...rules.filter(({ isTrue }) => isTrue === true).map(({ flag }) => TRIAGE_LEVELS.indexOf(flag.level)),
    );
    for (const { flag, isTrue } of rules) {
      if (isTrue !== null || TRIAGE_LEVELS.indexOf(flag.level) >= present) continue;
      for (const id of findingsOfRule(flag.rule)) {
        this.#flagsOf.set(id, [...(this.#flagsOf.get(id) ?? []), flag]);
      }
    }
  }

  concerns(findingId: string): boolean {
    return this.#flagsOf.has(findingId);
  }

  /** Bits that the answer is expected to remove, over all open flags. */
  gain(findingId: string, pYes: number): number {
    let gain = 0;
    for (const { rule, conditionId } of this.#flagsOf.get(findingId) ?? []) {
      const ifIs = (state: number): number =>
        probabilityOf(rule, (id) => (id === findingId ? state : this.#chance(id)));
      const [yes, no] = [ifIs(1), ifIs(0)];
      const now = pYes * yes + (1 - pYes) * no;
      const removed = binaryEntropy(now) - pYes * binaryEntropy(yes) - (1 - pYes) * binaryEntropy(no);
      gain += this.#plausibility(conditionId) * removed;
    }
    return gain;
  }
}

/** P(the rule is true), findings independent. */
function probabilityOf(rule: RuleExpression, chance: Chance): number {
  switch (rule.kind) {
    case "finding":
      return chance(rule.id);
    case "not":
      return 1 - probabilityOf(rule.operand, chance);
    case "and":
      return rule.operands.reduce((all, operand) => all * probabilityOf(operand, chance), 1);
    case "or":
      return 1 - rule.operands.reduce((none, operand) => none * (1 - probabilityOf(operand, chance)), 1);
    case "at-least": {
      // P(so many are true so far), the last place for that many or more.
      const counts = new Float64Array(rule.count + 1);
      counts[0] = 1;
      for (const operand of rule.operands) {
        const p = probabilityOf(operand, chance);
        for (let count = rule.count; count > 0; count--) {
          const stays = count === rule.count ? 1 : 1 - p;
          counts[count] = counts[count]! * stays + counts[count - 1]! * p;
        }
        counts[0] *= 1 - p;
      }
      return counts[rule.count]!;
    }
  }
}
