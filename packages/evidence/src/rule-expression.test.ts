import fc from "fast-check";
import { expect, test } from "vitest";
import type { RuleExpression } from "./model.ts";
import { canHold, evaluateRule, findingsOfRule, parseRule, ruleText } from "./rule-expression.ts";

type State = boolean | null;

const NAMES = ["a", "b", "c", "d"];

test("not binds tighter than and, and tighter than or", () => {
  // not a and b or c  =  ((not a) and b) or c
  expect(read("not a and b or c")).toEqual({
    kind: "or",
    operands: [{ kind: "and", operands: [{ kind: "not", operand: finding("a") }, finding("b")] }, finding("c")],
  });
});

test("parentheses overrule the order", () => {
  expect(read("not (a or b) and c")).toEqual({
    kind: "and",
    operands: [{ kind: "not", operand: { kind: "or", operands: [finding("a"), finding("b")] } }, finding("c")],
  });
});

test("atleast takes a count and any rules", () => {
  expect(read("atleast(2, a, b and c, not d)")).toEqual({
    kind: "at-least",
    count: 2,
    operands: [
      finding("a"),
      { kind: "and", operands: [finding("b"), finding("c")] },
      { kind: "not", operand: finding("d") },
    ],
  });
});

test("a rule can hold when enough of its findings can be as it wants them", () => {
  const onlyPresent = (...ids: string[]) =>
    canHold(read("(a or b) and not c"), (id, state) => !state || ids.includes(id));
  expect(onlyPresent("a")).toBe(true);
  expect(onlyPresent("c")).toBe(false);
  expect(canHold(read("(a or b) and not c"), (id, state) => id !== "c" || state)).toBe(false);
  expect(canHold(read("atleast(2, a, b, c)"), (id) => id !== "a")).toBe(true);
  expect(canHold(read("atleast(2, a, b, c)"), (id) => id === "a")).toBe(false);
  // It fails when two of the three can be absent.
  expect(canHold(read("not atleast(2, a, b, c)"), (id, state) => !state && id !== "a")).toBe(true);
});

test("two of three hold, fail, or stay open as the unknown one allows", () => {
  const rule = read("atleast(2, a, b, c)");
  expect(evaluateRule(rule, states({ a: true, b: true, c: null }))).toBe(true);
  expect(evaluateRule(rule, states({ a: true, b: false, c: null }))).toBe(null);
  expect(evaluateRule(rule, states({ a: false, b: false, c: null }))).toBe(false);
});

test("what is unknown never counts as no", () => {
  expect(evaluateRule(read("not a"), states({}))).toBe(null);
  expect(evaluateRule(read("a or b"), states({ a: false }))).toBe(null);
  expect(evaluateRule(read("a and b"), states({ a: false }))).toBe(false);
});

test.each([
  ["a or", 5, "a finding", "the end"],
  ["a b", 3, '"and", "or" or the end', "b"],
  ["(a or b", 8, '")"', "the end"],
  ["a and and b", 7, "a finding", "and"],
  ["atleast(0, a)", 9, "a whole number", "0"],
  ["atleast(3, a, b)", 16, "at least 3 findings", ")"],
  ["a && b", 3, '"and", "or" or the end', "&&"],
  ["", 1, "a finding", "the end"],
])("the rule %j is refused at column %i", (text, column, expected, found) => {
  const result = parseRule(text, "redflags.csv:2:rule_expr");
  if (result.ok) throw new Error("The rule should not be read.");
  const [problem] = result.problems;
  expect(problem).toMatchObject({ code: "rule/syntax", path: "redflags.csv:2:rule_expr" });
  expect(problem!.message).toContain(`At column ${column} `);
  expect(problem!.message).toContain(expected);
  expect(problem!.message).toContain(`"${found}" stands there`);
});

/** Any rule whose parts are as the parser makes them: "and" and "or" of two or more. */
const anyRule: fc.Arbitrary<RuleExpression> = fc.letrec<{ rule: RuleExpression }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constantFrom(...NAMES).map(finding),
    tie("rule").map((operand) => ({ kind: "not" as const, operand })),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      operands: fc.array(tie("rule"), { minLength: 2, maxLength: 3 }),
    }),
    fc
      .array(tie("rule"), { minLength: 1, maxLength: 4 })
      .chain((operands) =>
        fc.integer({ min: 1, max: operands.length }).map((count) => ({ kind: "at-least" as const, count, operands })),
      ),
  ),
})).rule;

test("a rule written out and read again is the same rule", () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      expect(read(ruleText(rule))).toEqual(rule);
    }),
  );
});

test("a rule that is decided keeps its answer however the unknown findings turn out", () => {
  fc.assert(
    fc.property(anyRule, anyStates(), (rule, known) => {
      const answer = evaluateRule(rule, states(known));
      if (answer === null) return;
      for (const completed of completions(known)) expect(evaluateRule(rule, states(completed))).toBe(answer);
    }),
  );
});

test("with everything known a rule answers as plain logic does", () => {
  const decided = fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.boolean()])));
  fc.assert(
    fc.property(anyRule, decided, (rule, known) => {
      expect(evaluateRule(rule, states(known))).toBe(plainLogic(rule, known));
    }),
  );
});

test("a rule without repeated findings stays open only when completions really differ", () => {
  const rules = ["a and (b or not c)", "atleast(2, a, b, c, d)", "not (a and b) or atleast(1, c, d)"].map(read);
  fc.assert(
    fc.property(fc.constantFrom(...rules), anyStates(), (rule, known) => {
      const answers = new Set(completions(known).map((completed) => evaluateRule(rule, states(completed))));
      expect(evaluateRule(rule, states(known))).toBe(answers.size === 1 ? [...answers][0] : null);
    }),
  );
});

test("the findings of a rule come once each, in order of appearance", () => {
  expect(findingsOfRule(read("c and (a or not c) and atleast(1, b, a)"))).toEqual(["c", "a", "b"]);
});

function read(text: string): RuleExpression {
  const result = parseRule(text);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.value;
}

function finding(id: string): RuleExpression {
  return { kind: "finding", id };
}

function states(known: Readonly<Record<string, State>>): (id: string) => State {
  return (id) => known[id] ?? null;
}

function anyStates(): fc.Arbitrary<Record<string, State>> {
  return fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.constantFrom<State>(true, false, null)])));
}

/** Every way in which the unknown findings could turn out. */
function completions(known: Readonly<Record<string, State>>): Record<string, boolean>[] {
  return NAMES.reduce<Record<string, boolean>[]>(
    (partial, name) => {
      const state = known[name] ?? null;
      const values = state === null ? [true, false] : [state];
      return partial.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
    },
    [{}],
  );
}

function plainLogic(rule: RuleExpression, known: Readonly<Record<string, boolean>>): boolean {
  switch (rule.kind) {
    case "finding":
      return known[rule.id]!;
    case "not":
      return !plainLogic(rule.operand, known);
    case "and":
      return rule.operands.every((operand) => plainLogic(operand, known));
    case "or":
      return rule.operands.some((operand) => plainLogic(operand, known));
    case "at-least":
      return rule.operands.filter((operand) => plainLogic(operand, known)).length >= rule.count;
  }
}
