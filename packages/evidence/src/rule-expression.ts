import { notOk, ok } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import type { RuleExpression } from "./model.ts";

interface Token {
  readonly text: string;
  /** From 1, as a person counts. */
  readonly column: number;
}

class RuleSyntaxError extends Error {}

/**
 * Reads a rule of `redflags.csv`: finding ids, `and`, `or`, `not`, parentheses and `atleast(k, a, b, …)`.
 * `not` binds tightest, then `and`, then `or`.
 *
 * @returns The expression, or the problem `rule/syntax` naming the column and what was expected there.
 */
export function parseRule(text: string, path = ""): Result<RuleExpression> {
  const tokens = tokenize(text);
  let next = 0;

  const peek = () => tokens[next]?.text;
  const column = () => tokens[next]?.column ?? text.length + 1;
  const fail = (expected: string): never => {
    throw new RuleSyntaxError(
      `At column ${column()} ${expected} is expected, but "${peek() ?? "the end"}" stands there.`,
    );
  };
  const take = (expected: string) => {
    if (peek() !== expected) fail(`"${expected}"`);
    next++;
  };

  function parseOr(): RuleExpression {
    const operands = [parseAnd()];
    while (peek() === "or") {
      next++;
      operands.push(parseAnd());
    }
    return operands.length === 1 ? operands[0]! : { kind: "or", operands };
  }

  function parseAnd(): RuleExpression {
    const operands = [parseNot()];
    while (peek() === "and") {
      next++;
      operands.push(parseNot());
    }
    return operands.length === 1 ? operands[0]! : { kind: "and", operands };
  }

  function parseNot(): RuleExpression {
    if (peek() !== "not") return parseAtom();
    next++;
    return { kind: "not", operand: parseNot() };
  }

  function parseAtom(): RuleExpression {
    if (peek() === "(") {
      next++;
      const inner = parseOr();
      take(")");
      return inner;
    }
    if (peek() === "atleast") return parseAtLeast();
    const id = peek() ?? "";
    if (!/^[a-z]\w*$/.test(id) || id === "and" || id === "or") return fail("a finding");
    next++;
    return { kind: "finding", id };
  }

  function parseAtLeast(): RuleExpression {
    next++;
    take("(");
    const count = Number(peek());
    if (!Number.isInteger(count) || count < 1) fail("a whole number of 1 or more");
    next++;
    const operands: RuleExpression[] = [];
    while (peek() === ",") {
      next++;
      operands.push(parseOr());
    }
    if (operands.length < count) fail(`"," and at least ${count} findings`);
    take(")");
    return { kind: "at-least", count, operands };
  }

  try {
    const rule = parseOr();
    if (next < tokens.length) fail('"and", "or" or the end');
    return ok(rule);
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    return notOk({ code: "rule/syntax", path, message: `The rule "${text}" cannot be read. ${error.message}` });
  }
}

function tokenize(text: string): Token[] {
  return [...text.matchAll(/[(),]|[^\s(),]+/g)].map((match) => ({ text: match[0], column: match.index + 1 }));
}

/**
 * Whether a rule holds, in three-valued logic: an unknown finding is never taken for "no".
 *
 * @param stateOf - true present, false absent, null unknown.
 * @returns null when what is unknown could still decide it.
 */
export function evaluateRule(rule: RuleExpression, stateOf: (findingId: string) => boolean | null): boolean | null {
  switch (rule.kind) {
    case "finding":
      return stateOf(rule.id);
    case "not": {
      const value = evaluateRule(rule.operand, stateOf);
      return value === null ? null : !value;
    }
    case "and":
      return atLeast(rule.operands, rule.operands.length, stateOf);
    case "or":
      return atLeast(rule.operands, 1, stateOf);
    case "at-least":
      return atLeast(rule.operands, rule.count, stateOf);
  }
}

/** "and" is at least all, "or" is at least one: one count serves the three. */
function atLeast(
  operands: readonly RuleExpression[],
  count: number,
  stateOf: (findingId: string) => boolean | null,
): boolean | null {
  let certain = 0;
  let possible = 0;
  for (const operand of operands) {
    const value = evaluateRule(operand, stateOf);
    if (value === true) certain++;
    if (value !== false) possible++;
  }
  if (certain >= count) return true;
  return possible >= count ? null : false;
}

/**
 * Whether some set of findings can make a rule true. Each finding is judged by itself, so a rule that contradicts itself
 * (`a and not a`) counts as possible.
 *
 * @param canBe - Whether the finding can be present (`true`) or absent (`false`).
 * @param wanted - false asks whether the rule can fail.
 */
export function canHold(
  rule: RuleExpression,
  canBe: (findingId: string, state: boolean) => boolean,
  wanted = true,
): boolean {
  if (rule.kind === "finding") return canBe(rule.id, wanted);
  if (rule.kind === "not") return canHold(rule.operand, canBe, !wanted);
  const possible = rule.operands.filter((operand) => canHold(operand, canBe, wanted)).length;
  const size = rule.operands.length;
  const count = rule.kind === "at-least" ? rule.count : rule.kind === "and" ? size : 1;
  // Not at least k of n: at least n − k + 1 are not.
  return possible >= (wanted ? count : size - count + 1);
}

/** Ids of all findings a rule looks at, each once, in order of appearance. */
export function findingsOfRule(rule: RuleExpression): readonly string[] {
  const ids = new Set<string>();
  const visit = (part: RuleExpression): void => {
    if (part.kind === "finding") ids.add(part.id);
    else if (part.kind === "not") visit(part.operand);
    else part.operands.forEach(visit);
  };
  visit(rule);
  return [...ids];
}

/** A rule as `redflags.csv` writes it; reading it again gives the same rule. */
export function ruleText(rule: RuleExpression): string {
  switch (rule.kind) {
    case "finding":
      return rule.id;
    case "not":
      return `not ${bracketed(rule.operand)}`;
    case "and":
    case "or":
      return rule.operands.map(bracketed).join(` ${rule.kind} `);
    case "at-least":
      return `atleast(${[String(rule.count), ...rule.operands.map(ruleText)].join(", ")})`;
  }
}

function bracketed(rule: RuleExpression): string {
  return rule.kind === "and" || rule.kind === "or" ? `(${ruleText(rule)})` : ruleText(rule);
}
