import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { planGoal } from "./plan-goal.ts";

const evidence = loadEvidence();

test("a time to review that the base names is kept, in weeks; otherwise it is six", () => {
  expect(planGoal("t01", evidence).reviewWeeks).toBe(12);
  expect(planGoal("t77", evidence).reviewWeeks).toBe(13);
  expect(planGoal("tF16", evidence).reviewWeeks).toBe(4);
  expect(planGoal("t35", evidence).reviewWeeks).toBe(2);
  expect(planGoal("twt026", evidence).reviewWeeks).toBe(6);
  expect(planGoal("t06", evidence).reviewWeeks).toBe(6);
});

test("a goal can be measured: it names the change that matters, as the table of outcomes gives it", () => {
  expect(planGoal("t06", evidence).goal).toContain(evidence.outcomes.get("nprs")!.mcid);
});

test("a trial where feet and back are linked has a stop rule of six weeks, and nothing else has one", () => {
  for (const { id, recommendation } of evidence.treatments) {
    const { reviewWeeks, stopRule } = planGoal(id, evidence);
    expect(stopRule !== "", id).toBe(recommendation === "consider_if_linked");
    if (stopRule !== "") expect(reviewWeeks, id).toBe(6);
  }
});

test("a referral and what does little have no review of their own", () => {
  for (const { id, recommendation } of evidence.treatments) {
    const isOwn = !["refer", "refer_emergency", "do_not_routinely"].includes(recommendation);
    expect(planGoal(id, evidence).reviewWeeks === null, id).toBe(!isOwn);
  }
});
