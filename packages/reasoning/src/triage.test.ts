import type { CaseFile, FindingEntry } from "@plumbline/clinical-model";
import { TRIAGE_LEVELS } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import type { RuleExpression } from "@plumbline/evidence";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownFindings } from "./known-findings.ts";
import { triage } from "./triage.ts";

const evidence = loadEvidence();

function triageOf(
  findings: Readonly<Record<string, FindingEntry>>,
  age: number | null = null,
  confirmations: NonNullable<CaseFile["confirmations"]> = {},
) {
  const caseFile: CaseFile = { age, sex: null, setting: "combined", findings };
  return triage(knownFindings(caseFile, evidence), evidence, confirmations);
}

const isPatients = (id: string) => evidence.findings.get(id)!.askedOf === "patient";

type Term = ReadonlyMap<string, boolean>;

/** Every smallest set of answers that makes a rule true, as the rule itself says. */
function terms(rule: RuleExpression, wanted = true): Term[] {
  switch (rule.kind) {
    case "finding":
      return [new Map([[rule.id, wanted]])];
    case "not":
      return terms(rule.operand, !wanted);
    case "and":
    case "or": {
      const needsAll = (rule.kind === "and") === wanted;
      return needsAll
        ? rule.operands.map((operand) => terms(operand, wanted)).reduce(cross)
        : rule.operands.flatMap((operand) => terms(operand, wanted));
    }
    case "at-least": {
      const count = wanted ? rule.count : rule.operands.length - rule.count + 1;
      return subsets(rule.operands, count).flatMap((chosen) =>
        chosen.map((operand) => terms(operand, wanted)).reduce(cross),
      );
    }
  }
}

function cross(a: Term[], b: Term[]): Term[] {
  return a.flatMap((left) => b.map((right) => new Map([...left, ...right])));
}

function subsets<Item>(items: readonly Item[], count: number): Item[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, index) => subsets(items.slice(index + 1), count - 1).map((rest) => [item, ...rest]));
}

describe("every red-flag rule of the base", () => {
  test.each(evidence.redFlags.map((flag) => [flag.id, flag] as const))(
    "%s fires on each of its smallest cases",
    (id, flag) => {
      const all = terms(flag.rule);
      expect(all.length).toBeGreaterThan(0);
      for (const term of all) {
        const result = triageOf(Object.fromEntries(term));
        const fired = result.flags.find((candidate) => candidate.id === id);
        expect(fired, `${id} on ${[...term.keys()].join(", ")}`).toBeDefined();
        expect(fired!.patientMessage).not.toBe("");
        // What made it true is named, and nothing that was not there.
        expect(fired!.findingIds.length).toBeGreaterThan(0);
        for (const findingId of fired!.findingIds) expect(term.get(findingId)).toBe(true);
        expect(TRIAGE_LEVELS.indexOf(result.level)).toBeLessThanOrEqual(TRIAGE_LEVELS.indexOf(fired!.level));
      }
    },
  );

  test.each(evidence.redFlags.map((flag) => [flag.id, flag] as const))(
    "%s does not fire when one answer of a smallest case is unknown or the other way",
    (id, flag) => {
      const all = terms(flag.rule).filter((term) => !terms(flag.rule).some((other) => isSmaller(other, term)));
      for (const term of all) {
        for (const [findingId, state] of term) {
          const others = [...term].filter(([other]) => other !== findingId);
          for (const near of [others, [...others, [findingId, !state] as const]]) {
            const fired = triageOf(Object.fromEntries(near)).flags.some((candidate) => candidate.id === id);
            // Turning one answer may happen to complete another smallest case ("a and not b, or b and c").
            const completes = all.some((other) => [...other].every(([key, value]) => new Map(near).get(key) === value));
            expect(fired, `${id} without ${findingId} of ${[...term.keys()].join(", ")}`).toBe(completes);
          }
        }
      }
    },
  );
});

function isSmaller(a: Term, b: Term): boolean {
  return a.size < b.size && [...a].every(([id, state]) => b.get(id) === state);
}

test("new numbness of the saddle sends to the emergency room now", () => {
  const result = triageOf({ s_back_pain: true, r_saddle_numb: true });
  expect(result.level).toBe("emergency");
  expect(result.flags[0]).toMatchObject({ id: "rf01", findingIds: ["r_saddle_numb"] });
  expect(result.flags[0]!.patientMessage).toMatch(/emergency room/);
});

test("leaking urine alone is not taken for cauda equina, with new signs in both legs it is", () => {
  expect(triageOf({ r_urine_incont: true }).level).toBe("routine");
  expect(triageOf({ r_urine_incont: true, r_bilat_leg_neuro: true }).flags.map(({ id }) => id)).toContain("rf01");
});

test("a leg that suddenly turns cold is an emergency", () => {
  expect(triageOf({ r_sudden_leg_cold: true })).toMatchObject({ level: "emergency" });
});

test("thoughts of self-harm are an emergency and the words name 988; a low mood alone is talked about at the visit", () => {
  const harm = triageOf({ self_harm_disclosed: true });
  expect(harm.level).toBe("emergency");
  expect(harm.flags[0]!.patientMessage).toMatch(/988/);
  const mood = triageOf({ phq2_positive: true });
  expect(mood.level).toBe("routine");
  expect(mood.flags.map(({ id }) => id)).toEqual(["rf24"]);
});

test("a hot joint with fever is an emergency; a hot joint without it is not this flag", () => {
  expect(triageOf({ r_hot_joint: true, r_fever: true }).flags.map(({ id }) => id)).toContain("rf40");
  expect(triageOf({ r_hot_joint: true, r_fever: false }).flags.map(({ id }) => id)).not.toContain("rf40");
});

test("a foot sore in diabetes is seen within a working day, with fever today", () => {
  expect(triageOf({ r_open_sore: true, h_diabetes: true }).level).toBe("urgent");
  expect(triageOf({ r_open_sore: true, h_diabetes: true, r_fever: true }).level).toBe("emergency");
  expect(triageOf({ r_red_spread: true, h_diabetes: true }).level).toBe("emergency");
});

test("under 18 follows from the age, and night pain in a child is urgent", () => {
  expect(triageOf({ r_night_pain: true }, 12)).toMatchObject({ level: "urgent" });
  expect(triageOf({ r_night_pain: true }, 18).flags).toEqual([]);
});

test("a dark streak fires unless the nail is known to carry it out", () => {
  // `not` of an unknown is unknown: the rule waits for the answer.
  expect(triageOf({ r_dark_streak: true }).flags).toEqual([]);
  expect(triageOf({ r_dark_streak: true, f_nail_grows_out: true }).flags).toEqual([]);
  expect(triageOf({ r_dark_streak: true, f_nail_grows_out: false }).flags.map(({ id }) => id)).toEqual(["rf17"]);
});

test("what could not be tested counts as unknown, never as no", () => {
  expect(triageOf({ r_dark_streak: true, f_nail_grows_out: "not-testable" }).flags).toEqual([]);
});

test("one side is enough to make a flag true", () => {
  expect(triageOf({ e_weak_ta: { left: false, right: true } }).level).toBe("urgent");
});

test("a plain no lifts a flag that patients raised, and says what it was", () => {
  const lifted = triageOf({ r_calf_swell: true }, null, { rf07: "no" });
  expect(lifted).toMatchObject({
    level: "routine",
    flags: [],
    overrides: [
      {
        flagId: "rf07",
        level: "emergency",
        findingIds: ["r_calf_swell"],
        question: expect.stringMatching(/calf.*\?$/),
        answer: "no",
      },
    ],
  });
});

test("yes, unknown and no answer leave every flag standing", () => {
  for (const flag of evidence.redFlags) {
    const present = Object.fromEntries(terms(flag.rule)[0]!);
    const bare = triageOf(present);
    expect(triageOf(present, null, { [flag.id]: "yes" })).toEqual(bare);
    expect(triageOf(present, null, { [flag.id]: "unknown" })).toEqual(bare);
    // The answer to another flag's question is no answer to this one's.
    expect(triageOf(present, null, { [flag.id === "rf01" ? "rf02" : "rf01"]: "yes" })).toEqual(bare);
  }
});

test("a no lifts exactly the cases in which no clinician's finding made the rule true", () => {
  for (const flag of evidence.redFlags) {
    if (flag.levelByFinding !== null) continue;
    for (const term of terms(flag.rule)) {
      const result = triageOf(Object.fromEntries(term), null, { [flag.id]: "no" });
      const isLifted = result.overrides.some(({ flagId }) => flagId === flag.id);
      expect(isLifted, `${flag.id} on ${[...term.keys()].join(", ")}`).toBe([...term.keys()].every(isPatients));
      expect(result.flags.some(({ id }) => id === flag.id)).toBe(!isLifted);
    }
  }
});

test("a clinician's finding keeps a flag up whatever the patient says beside it", () => {
  expect(triageOf({ r_clumsy_hands: true, e_babinski: true }, null, { rf18: "no" }).level).toBe("urgent");
  // The sore is the patient's word, the lost feeling the clinician's; diabetes alone would have done too.
  const sore = { r_open_sore: true, h_diabetes: true, e_monofilament: true };
  expect(triageOf(sore, null, { rf12: "no" }).level).toBe("urgent");
  expect(triageOf({ r_open_sore: true, h_diabetes: true }, null, { rf12: "no" }).level).toBe("routine");
  // A dark color that a clinician could not pare away.
  expect(triageOf({ r_sole_dark_spot: true, e_pares_away: false }, null, { rf57: "no" }).level).toBe("urgent");
});

test("a no to thoughts of self-harm leaves the low mood to be talked about", () => {
  const both = triageOf({ self_harm_disclosed: true, phq2_positive: true }, null, { rf24: "no" });
  expect(both.flags).toMatchObject([{ id: "rf24", level: "routine", findingIds: ["phq2_positive"] }]);
  expect(both.overrides).toMatchObject([{ flagId: "rf24", level: "emergency" }]);
  const mood = triageOf({ phq2_positive: true }, null, { rf24: "no" });
  expect(mood.flags).toMatchObject([{ id: "rf24", level: "routine" }]);
  expect(mood.overrides).toEqual([]);
});

test("lifting one flag leaves the others, and urgency never rises by an answer", () => {
  const present = { r_calf_swell: true, r_chest_breath: true };
  expect(triageOf(present, null, { rf07: "no" }).flags.map(({ id }) => id)).toEqual(["rf08"]);
});

test("without any flag a person gets a visit", () => {
  expect(triageOf({})).toEqual({ level: "routine", flags: [], overrides: [] });
});

test("a further yes never lowers the urgency where no rule has a not", () => {
  const hasNot = (rule: RuleExpression): boolean =>
    rule.kind === "not" || (rule.kind !== "finding" && rule.operands.some(hasNot));
  const plain = { ...evidence, redFlags: evidence.redFlags.filter((flag) => !hasNot(flag.rule)) };
  const ids = [...new Set(evidence.redFlags.flatMap((flag) => terms(flag.rule).flatMap((term) => [...term.keys()])))];
  const levelOf = (present: readonly string[]): number => {
    const states = new Map(present.map((id) => [id, true]));
    return TRIAGE_LEVELS.indexOf(triage({ states, derived: new Set(), withoutState: [] }, plain).level);
  };
  fc.assert(
    fc.property(fc.subarray(ids, { maxLength: 12 }), fc.constantFrom(...ids), (present, further) => {
      expect(levelOf([...present, further])).toBeLessThanOrEqual(levelOf(present));
    }),
    { numRuns: 200, seed: 3 },
  );
});
