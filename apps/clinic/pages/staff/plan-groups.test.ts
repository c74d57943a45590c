import { RECOMMENDATIONS } from "@plumbline/clinical-model";
import { expect, test } from "vitest";
import { planGroups } from "./plan-groups.ts";

test("no line of a plan is lost by grouping, and referrals come first", () => {
  const lines = RECOMMENDATIONS.map((recommendation) => ({ recommendation }));
  const groups = planGroups(lines);
  expect(groups.flatMap((group) => group.lines)).toHaveLength(lines.length);
  expect(groups.map(({ title }) => title)).toEqual(["Refer", "Offer", "Consider", "Not routinely"]);
});

test("a group without lines is not shown", () => {
  expect(planGroups([{ recommendation: "consider" as const }]).map(({ title }) => title)).toEqual(["Consider"]);
});
