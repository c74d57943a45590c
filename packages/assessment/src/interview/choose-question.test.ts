import { describe, expect, test } from "vitest";
import { loadEvidence } from "@plumbline/evidence";
import type { Prospects } from "@plumbline/reasoning";
import { parseCaseFile } from "../parse-case-file.ts";
import { bestPage, CHOICE_RULES, nextQuestionByGain } from "./choose-question.ts";

const evidence = loadEvidence();

describe("when to stop", () => {
  /** One question that can change little: worth 0.007 bits, below what a page must be worth, above nothing. */
  const littleLeft: Prospects = {
    questions: [{ findingId: "f_first_step", gainBits: 0.005, pChange: 0.001, spread: 0.01 }],
    margin: 0.5,
    isComplaintBarelyExplained: false,
  };

  test("a steady answer with little left to gain is enough", () => {
    expect(bestPage(littleLeft, null, CHOICE_RULES)).toBeNull();
  });

  test("a main complaint that nothing explains yet is worth every page that may find its cause", () => {
    const choice = bestPage({ ...littleLeft, isComplaintBarelyExplained: true }, null, CHOICE_RULES);
    expect(choice?.findingIds).toEqual(["f_first_step"]);
  });

  test("what is worth nothing is not asked, whatever is unexplained", () => {
    const nothing = littleLeft.questions.map((question) => ({ ...question, gainBits: 0, pChange: 0 }));
    expect(
      bestPage({ ...littleLeft, questions: nothing, isComplaintBarelyExplained: true }, null, CHOICE_RULES),
    ).toBeNull();
  });
});

test("a history that the likeliest cause hangs on is asked first: back surgery, in long back and leg pain", () => {
  const findings = { s_back_pain: true, s_leg_pain: true, s_leg_below_knee: true, s_back_pain_3m: true };
  const read = parseCaseFile({ age: 58, sex: "male", findings }, evidence);
  if (!read.ok) throw new Error("the case is well formed");
  const asked = [...evidence.findings.values()].filter(({ askedOf }) => askedOf === "patient").map(({ id }) => id);
  const choice = nextQuestionByGain(evidence)(read.value, asked, null);
  expect(choice?.findingIds).toContain("h_prior_back_surgery");
});
