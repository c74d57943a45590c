import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadEvidence } from "@plumbline/evidence";
import type { RuleExpression } from "@plumbline/evidence";
import { parseAnswers } from "./answer.ts";
import type { Answer, InterviewAnswers, Turn } from "./answer.ts";
import { assess } from "../assess.ts";
import { BODY_PLACES, FINDINGS_AT } from "./body-places.ts";
import { RED_FLAG_CHECKLISTS } from "./checklists.ts";
import { MOST_OF_ANOTHER_PLACE } from "./complaint-checklists.ts";
import { FLAG_GROUPS } from "./flag-pages.ts";
import { interview, INTERVIEW_DEFAULTS } from "./interview.ts";
import type { InterviewOptions, InterviewState, QuestionChooser } from "./interview.ts";
import { LIMITS } from "./limits.ts";
import type { InterviewPage } from "./page.ts";
import { DONT_KNOW, NONE_OF_THESE, readAnswer } from "./read-answer.ts";
import { topicOf } from "./when-to-ask.ts";

const evidence = loadEvidence();

/** The interview's own behavior must not lean on how good the choice is: here up to three of the first topic are asked. */
const firstTopic: QuestionChooser = (_, candidates) => {
  const [first] = candidates;
  if (first === undefined) return null;
  return { findingIds: candidates.filter((id) => topicOf(id) === topicOf(first)).slice(0, 3), left: 3 };
};
const FEW_CHOSEN: InterviewOptions = { ...INTERVIEW_DEFAULTS, mostChosen: 6, usuallyChosen: 4 };

const AT_MOST_PAGES = 80;

type Person = (page: InterviewPage) => readonly string[];

interface Run {
  readonly asked: readonly InterviewPage[];
  readonly answers: InterviewAnswers;
  readonly state: InterviewState;
}

function stateOf(answers: InterviewAnswers, choose: QuestionChooser = firstTopic): InterviewState {
  return interview(answers, evidence, choose, FEW_CHOSEN);
}

function answerOf(page: InterviewPage, sent: readonly string[], turn: Turn | null): Answer {
  const result = readAnswer(page, sent, turn);
  if (!result.ok) throw new Error(`${page.id}: ${result.problems[0]?.message}`);
  return result.value;
}

function walk(person: Person, choose: QuestionChooser = firstTopic): Run {
  const asked: InterviewPage[] = [];
  let answers: InterviewAnswers = {};
  for (;;) {
    const state = stateOf(answers, choose);
    if (state.next.kind !== "question" || asked.length > AT_MOST_PAGES) return { asked, answers, state };
    const { page, turn } = state.next;
    asked.push(page);
    answers = { ...answers, [page.id]: answerOf(page, person(page), turn) };
  }
}

/** Has exactly these findings, knows it, and confirms them. */
function personWith(options: {
  readonly age: number;
  readonly sex: "female" | "male";
  readonly places: readonly string[];
  readonly findings: ReadonlySet<string>;
}): Person {
  return (page) => {
    switch (page.kind) {
      case "number":
        return [String(options.age)];
      case "scale":
        return ["4"];
      case "choice":
        if (page.id === "sex") return [options.sex];
        if (page.options.some(({ value }) => value === "yes")) return [options.findings.has(page.id) ? "yes" : "no"];
        return [page.options[0]?.value ?? DONT_KNOW];
      case "confirm":
        return ["yes"];
      case "checklist": {
        const ticks = page.items
          .map(({ id }) => id)
          .filter((id) => options.findings.has(id) || options.places.includes(id));
        return ticks.length === 0 ? [NONE_OF_THESE] : ticks;
      }
    }
  };
}

/** Someone who answers anything at all, the same on every page of the same id. */
const anyone: fc.Arbitrary<Person> = fc
  .record({ seed: fc.integer({ min: 0, max: 0xffff_ffff }), yesShare: fc.constantFrom(0, 0.03, 0.15, 0.5) })
  .map(({ seed, yesShare }) => (page: InterviewPage): readonly string[] => {
    const chance = chancesFrom(`${seed} ${page.id}`);
    if (chance() < 0.15) return [DONT_KNOW];
    switch (page.kind) {
      case "number":
        return [String(page.min + Math.floor(chance() * (page.max - page.min + 1)))];
      case "scale":
        return [String(Math.floor(chance() * 11))];
      case "choice":
      case "confirm":
        return [page.options[Math.floor(chance() * page.options.length)]?.value ?? DONT_KNOW];
      case "checklist": {
        const ticks = page.items.map(({ id }) => id).filter(() => chance() < (page.id === "where" ? 0.3 : yesShare));
        if (chance() < 0.1) return [...ticks, DONT_KNOW];
        return ticks.length === 0 ? [NONE_OF_THESE] : ticks;
      }
    }
  });

/** FNV-1a, then xorshift32: enough to spread answers, and the same on every machine. */
function chancesFrom(text: string): () => number {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

describe("any person", { timeout: 60_000 }, () => {
  test("reaches an end within a bounded number of pages, and meets no page twice", () => {
    fc.assert(
      fc.property(anyone, (person) => {
        const { asked, state } = walk(person);
        expect(asked.length).toBeLessThanOrEqual(AT_MOST_PAGES);
        expect(state.next.kind).not.toBe("question");
        expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
        expect(state.path.map(({ page }) => page.id)).toEqual(asked.map(({ id }) => id));
      }),
      { numRuns: 30 },
    );
  });

  test("may go back to any page and say the same: nothing changes", () => {
    fc.assert(
      fc.property(anyone, fc.nat(), (person, pick) => {
        const { asked, answers, state } = walk(person);
        const page = asked[pick % asked.length]!;
        const again = { ...answers, [page.id]: answerOf(page, person(page), answers[page.id]?.turn ?? null) };
        expect(stateOf(again)).toEqual(state);
      }),
      { numRuns: 20 },
    );
  });

  test("sees every page with at most 10 items to tick, but for the places of the body", () => {
    fc.assert(
      fc.property(anyone, (person) => {
        for (const page of walk(person).asked) {
          if (page.kind === "checklist" && page.id !== "where") expect(page.items.length).toBeLessThanOrEqual(10);
        }
      }),
      { numRuns: 20 },
    );
  });

  test("is taken to say no only to what they saw and left unticked, or to a place they left unticked", () => {
    fc.assert(
      fc.property(anyone, (person) => {
        const { answers, state } = walk(person);
        const saidNo = new Set<string>();
        for (const { page } of state.path) {
          const answer = answers[page.id]!;
          if (answer.kind === "choice" && answer.value === "no") saidNo.add(page.id);
          if (answer.kind === "choice" && page.id === "came-first")
            saidNo.add("h_foot_before_back").add("h_back_before_foot");
          if (answer.kind !== "ticks" || answer.others !== "no") continue;
          for (const id of answer.shown) {
            if (answer.ticked.includes(id)) continue;
            saidNo.add(id);
            const place = BODY_PLACES.find((known) => known.id === id);
            if (page.id === "where" && place !== undefined) FINDINGS_AT[place.id]?.forEach((at) => saidNo.add(at));
          }
        }
        const takenAsNo = Object.entries(state.caseFile.findings).flatMap(([id, value]) =>
          value === false ? [id] : [],
        );
        expect(takenAsNo.filter((id) => !saidNo.has(id))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test("is never told a shorter way than there is: the count of pages done only grows", () => {
    fc.assert(
      fc.property(anyone, (person) => {
        let answers: InterviewAnswers = {};
        for (let done = 0; ; done++) {
          const state = stateOf(answers);
          expect(state.progress.done).toBe(done);
          expect(state.progress.total).toBeGreaterThanOrEqual(done);
          if (state.next.kind !== "question") return;
          const { page, turn } = state.next;
          answers = { ...answers, [page.id]: answerOf(page, person(page), turn) };
        }
      }),
      { numRuns: 20 },
    );
  });
});

test("a person who knows nothing is taken to say nothing", () => {
  const { state } = walk(() => [DONT_KNOW]);
  expect(state.next.kind).toBe("done");
  expect(state.caseFile.findings).toEqual({});
  expect(state.caseFile.age).toBeNull();
});

test("every list of red flags stands in exactly one group", () => {
  const grouped = FLAG_GROUPS.flatMap(({ lists }) => lists.map(({ id }) => id));
  expect(grouped.toSorted()).toEqual([...RED_FLAG_CHECKLISTS.map(({ id }) => id), LIMITS.id].toSorted());
});

test("lists that share a page all have a heading, or none has", () => {
  for (const { id, lists } of FLAG_GROUPS) {
    expect(new Set(lists.map(({ topic }) => topic !== undefined)).size, id).toBe(1);
  }
});

describe("red flags", { timeout: 60_000 }, () => {
  for (const flag of evidence.redFlags) {
    const ways = waysForPatients(flag.rule);
    if (ways.length === 0) continue;
    const isEmergency = flag.level === "emergency";
    test(`${flag.id} (${flag.flag}) is found by every way a patient can tell it${isEmergency ? ", and stops" : ""}`, () => {
      for (const way of ways) {
        const present = new Set(way.filter(({ isNegated }) => !isNegated).map(({ id }) => id));
        const age = present.has("age_under_18") ? 15 : present.has("h_age_over70") ? 75 : 52;
        // Every place without a meaning of its own, and the low back where the rule speaks of its pattern.
        const isAt = (id: string) => present.has(id) || (id === "s_back_pain" && present.has("s_back_pain_3m"));
        const places = BODY_PLACES.map(({ id }) => id).filter((id) => id.startsWith("place_") || isAt(id));
        // The lists alone must find it, whatever would be chosen after them.
        const { state } = walk(personWith({ age, sex: "female", places, findings: present }), () => null);
        const said = [...present].join(" + ");
        // Another emergency may stop the interview before this rule has all it needs.
        if (state.next.kind === "stop") expect(state.triage.level, said).toBe("emergency");
        else
          expect(
            state.triage.flags.map(({ id }) => id),
            said,
          ).toContain(flag.id);
        if (isEmergency) expect(state.next.kind, said).toBe("stop");
      }
    });
  }

  interface Literal {
    readonly id: string;
    readonly isNegated: boolean;
  }

  /** All ways to make a rule true that need no clinician, written out. The base negates single findings only. */
  function waysForPatients(rule: RuleExpression): readonly (readonly Literal[])[] {
    return ways(rule).filter((way) =>
      way.every(({ id, isNegated }) => isNegated || evidence.findings.get(id)?.askedOf === "patient"),
    );
  }

  function ways(rule: RuleExpression): readonly (readonly Literal[])[] {
    switch (rule.kind) {
      case "finding":
        return [[{ id: rule.id, isNegated: false }]];
      case "not":
        if (rule.operand.kind !== "finding") throw new Error("not written out here");
        return [[{ id: rule.operand.id, isNegated: true }]];
      case "or":
        return rule.operands.flatMap(ways);
      case "and":
        return all(rule.operands);
      case "at-least":
        return subsets(rule.operands, rule.count).flatMap(all);
    }
  }

  function all(rules: readonly RuleExpression[]): readonly (readonly Literal[])[] {
    return rules.reduce<readonly (readonly Literal[])[]>(
      (found, rule) => found.flatMap((way) => ways(rule).map((more) => [...way, ...more])),
      [[]],
    );
  }

  function subsets<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
    if (count === 0) return [[]];
    return items.flatMap((item, index) => subsets(items.slice(index + 1), count - 1).map((rest) => [item, ...rest]));
  }
});

const ticks = (answer: Answer): readonly string[] => (answer.kind === "ticks" ? answer.ticked : []);

describe("an emergency", () => {
  const numbSaddle = personWith({
    age: 54,
    sex: "female",
    places: ["s_back_pain"],
    findings: new Set(["r_saddle_numb"]),
  });
  const answering = (confirm: readonly string[], person: Person = numbSaddle) =>
    walk((page) => (page.kind === "confirm" ? confirm : person(page)));
  const confirmations = ({ asked }: Run) => asked.filter(({ kind }) => kind === "confirm").map(({ id }) => id);

  test("asks its own question at once, with what was ticked, then stops", () => {
    const { asked, state } = answering(["yes"]);
    expect(asked.at(-2)).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: "r_saddle_numb" })]),
    });
    expect(asked.at(-1)?.id).toBe("confirm-rf01-r_saddle_numb");
    expect(asked.at(-1)).toMatchObject({
      question: evidence.redFlags.find(({ id }) => id === "rf01")?.confirmation?.question,
      said: [expect.stringMatching(/numb/i)],
    });
    expect(state.next.kind).toBe("stop");
    expect(state.caseFile.confirmations).toEqual({ rf01: "yes" });
  });

  test("stands when the person does not know, or says nothing", () => {
    for (const sent of [[DONT_KNOW], []]) {
      const { state } = answering(sent);
      expect(state.next.kind).toBe("stop");
      expect(state.caseFile.confirmations).toEqual({ rf01: "unknown" });
    }
  });

  test("is lifted by a plain no; what was ticked stays what it is", () => {
    const { state } = answering(["no"]);
    expect(state.next.kind).toBe("done");
    expect(state.caseFile.findings.r_saddle_numb).toBe(true);
    expect(state.caseFile.confirmations).toEqual({ rf01: "no" });
    expect(state.triage.overrides.map(({ flagId }) => flagId)).toEqual(["rf01"]);
    // The assessment of the stored case says the same as the interview did.
    expect(assess(state.caseFile, evidence).triage).toEqual(state.triage);
  });

  test("asks about each flag that the ticks of a page raised, and stops at the first that stands", () => {
    const leg = personWith({
      age: 44,
      sex: "male",
      places: ["place_calf"],
      findings: new Set(["r_calf_swell", "r_cold_blue"]),
    });
    expect(confirmations(answering(["yes"], leg))).toEqual(["confirm-rf07-r_calf_swell"]);
    expect(confirmations(answering(["no"], leg))).toEqual(["confirm-rf07-r_calf_swell", "confirm-rf09-r_cold_blue"]);
    const second = walk((page) => (page.id.startsWith("confirm-rf07") ? ["no"] : leg(page)));
    expect(second.state.next.kind).toBe("stop");
    expect(second.state.triage.flags.map(({ id }) => id)).toEqual(["rf09"]);
  });

  test("is asked about again when another answer raises the same flag in another way", () => {
    const { answers } = answering(["no"]);
    const [id, list] = Object.entries(answers).find(([, answer]) => ticks(answer).includes("r_saddle_numb"))!;
    const more = { ...answers, [id]: { ...list, ticked: ["r_saddle_numb", "r_bowel_incont"] } };
    const { next, triage, caseFile } = stateOf(more);
    expect(next).toMatchObject({ kind: "question", page: { id: "confirm-rf01-r_saddle_numb-r_bowel_incont" } });
    expect(triage.level).toBe("emergency");
    expect(caseFile.confirmations).toBeUndefined();
  });
});

describe("an urgent flag", () => {
  const spot = personWith({ age: 60, sex: "male", places: ["place_skin"], findings: new Set(["r_sole_dark_spot"]) });

  test("is asked about when all lists of red flags are behind", () => {
    const { asked } = walk(spot);
    const ids = asked.map(({ id }) => id);
    const place = ids.indexOf("confirm-rf57-r_sole_dark_spot");
    const lists = ids.flatMap((id, index) =>
      FLAG_GROUPS.some((group) => id === group.id || id.startsWith(`${group.id}-page-`)) ? [index] : [],
    );
    expect(place).toBe(Math.max(...lists) + 1);
  });

  test("stands unless the answer is a plain no, and the interview goes on either way", () => {
    for (const [sent, level] of [
      [["yes"], "urgent"],
      [[DONT_KNOW], "urgent"],
      [["no"], "routine"],
    ] as const) {
      const { state } = walk((page) => (page.kind === "confirm" ? sent : spot(page)));
      expect(state.next.kind).toBe("done");
      expect(state.triage.level).toBe(level);
    }
  });
});

describe("a place that was ticked", () => {
  const asked = (findings: ReadonlySet<string>) =>
    walk(personWith({ age: 45, sex: "female", places: ["place_knee", "place_heel"], findings })).asked.flatMap(
      (page) => (page.id.startsWith("what-fits") && page.kind === "checklist" ? page.items.map(({ id }) => id) : []),
    );

  test("is asked about in full when nothing of the commonest fits: the complaint must not get lost", () => {
    expect(asked(new Set())).toEqual(
      expect.arrayContaining(["s_knee_swell", "s_knee_lock", "f_first_step", "f_heel_back"]),
    );
  });

  test("is not asked about further when something fits and another place bothers more", () => {
    const items = asked(new Set(["f_kneecap", "s_knee_inner", "f_first_step"]));
    expect(items.filter((id) => FINDINGS_AT.place_heel!.includes(id))).toHaveLength(MOST_OF_ANOTHER_PLACE);
  });
});

describe("a changed mind", () => {
  const person = personWith({ age: 30, sex: "male", places: ["s_back_pain"], findings: new Set() });

  test("a list that gains an item is asked again, since nobody said no to what they never saw", () => {
    const { answers } = walk(person);
    const older = { ...answers, age: { kind: "number", value: 66 } as const };
    const { next } = stateOf(older);
    expect(next).toMatchObject({
      kind: "question",
      page: { items: expect.arrayContaining([expect.objectContaining({ id: "r_head_jaw_sight" })]) },
    });
  });

  test("answers about a place that is no longer ticked stop counting, and count again when it is", () => {
    const heel = walk(
      personWith({ age: 30, sex: "male", places: ["place_heel"], findings: new Set(["f_first_step"]) }),
    );
    expect(heel.state.caseFile.findings.f_first_step).toEqual({ left: true });
    const where = heel.answers.where;
    if (where?.kind !== "ticks") throw new Error("where is a checklist");
    const moved = { ...heel.answers, where: { ...where, ticked: ["s_back_pain"] } };
    expect(stateOf(moved).caseFile.findings.f_first_step).toBe(false);
    expect(stateOf({ ...moved, where }).caseFile).toEqual(heel.state.caseFile);
  });
});

test("a flag that only an examination could rule out stands until someone examines", () => {
  const person = personWith({ age: 60, sex: "male", places: ["place_skin"], findings: new Set(["r_sole_dark_spot"]) });
  const { state } = walk(person);
  expect(assess(state.caseFile, evidence).triage.level).toBe("urgent");
  expect(assess(state.caseFile, evidence).triage.flags.map(({ id }) => id)).toContain("rf57");
});

test("answers stored in a shape we do not know are asked again, the rest is kept", () => {
  const kept = { age: { kind: "number", value: 54 } };
  expect(parseAnswers({ ...kept, sex: { kind: "sex" }, where: 3, side: null })).toEqual(kept);
  expect(parseAnswers(null)).toEqual({});
});
