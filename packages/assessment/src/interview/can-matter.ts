import { evaluateRule } from "@plumbline/evidence";
import type { EvidenceBase, RuleExpression } from "@plumbline/evidence";

interface Literal {
  readonly id: string;
  readonly isNegated: boolean;
}

/** One way to make a rule true: all of these hold. */
type Term = readonly Literal[];

/** A rule with all the ways to make it true. */
export interface OpenedRule {
  readonly rule: RuleExpression;
  readonly ways: readonly Term[];
}

/** Opens every red-flag rule, once for many questions about them. */
export function openRules(evidence: EvidenceBase): readonly OpenedRule[] {
  return evidence.redFlags.map(({ rule }) => ({ rule, ways: termsOf(rule) }));
}

/** What is known of a person while the lists are asked. */
export interface AskedSoFar {
  /** true present, false absent, null unknown. */
  readonly stateOf: (findingId: string) => boolean | null;
  readonly wasAsked: (findingId: string) => boolean;
  /** When the lists ask for it; undefined when none does. */
  readonly placeOf: (findingId: string) => number | undefined;
}

/**
 * The findings to ask now, of those that could still turn into a red flag.
 *
 * A way is closed when one of its findings is known to be absent, or needs a clinician's hands. In an open way of a rule
 * that is not true already, what was not asked yet is asked one after the other, in the order of the lists: the second
 * only when the first is there, or the person does not know. So a rare beginning spares everybody else the rest.
 */
export function findingsToAsk(
  rules: readonly OpenedRule[],
  evidence: EvidenceBase,
  { stateOf, wasAsked, placeOf }: AskedSoFar,
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { rule, ways } of rules) {
    if (evaluateRule(rule, stateOf) === true) continue;
    for (const way of ways) {
      if (!way.every((literal) => isOpen(literal, evidence, stateOf))) continue;
      const waiting = way.filter(({ id }) => stateOf(id) === null && !wasAsked(id) && placeOf(id) !== undefined);
      if (waiting.length > 0) {
        ids.add(waiting.reduce((first, one) => (placeOf(one.id)! < placeOf(first.id)! ? one : first)).id);
      }
    }
  }
  return ids;
}

function isOpen(literal: Literal, evidence: EvidenceBase, stateOf: (id: string) => boolean | null): boolean {
  const state = stateOf(literal.id);
  if (state !== null) return state !== literal.isNegated;
  // Something only a clinician can find does not close a way by being unknown when the rule merely excludes it.
  return literal.isNegated || evidence.findings.get(literal.id)?.askedOf === "patient";
}

function termsOf(rule: RuleExpression, isNegated = false): readonly Term[] {
  switch (rule.kind) {
    case "finding":
      return [[{ id: rule.id, isNegated }]];
    case "not":
      return termsOf(rule.operand, !isNegated);
    case "and":
      return isNegated ? anyOf(rule.operands, true) : allOf(rule.operands, false);
    case "or":
      return isNegated ? allOf(rule.operands, true) : anyOf(rule.operands, false);
    case "at-least": {
      // Not at least k of n: at least n − k + 1 are not.
      const count = isNegated ? rule.operands.length - rule.count + 1 : rule.count;
      return choose(rule.operands, count).flatMap((chosen) => allOf(chosen, isNegated));
    }
  }
}

function anyOf(rules: readonly RuleExpression[], isNegated: boolean): readonly Term[] {
  return rules.flatMap((rule) => termsOf(rule, isNegated));
}

function allOf(rules: readonly RuleExpression[], isNegated: boolean): readonly Term[] {
  return rules.reduce<readonly Term[]>(
    (terms, rule) => terms.flatMap((term) => termsOf(rule, isNegated).map((more) => [...term, ...more])),
    [[]],
  );
}

function choose<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
  if (count === 0) return [[]];
  const [first, ...rest] = items;
  if (first === undefined) return [];
  return [...choose(rest, count - 1).map((chosen) => [first, ...chosen]), ...choose(rest, count)];
}
