import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { painfulSides } from "./painful-sides.ts";

test("a side hurts when foot or leg do, and only where the side is told", () => {
  expect(painfulSides({})).toEqual([]);
  expect(painfulSides({ f_foot_pain: true, s_back_pain: true })).toEqual([]);
  expect(painfulSides({ f_foot_pain: { left: true, right: false } })).toEqual(["left"]);
  expect(painfulSides({ f_foot_pain: { left: true }, s_leg_pain: { right: true } })).toEqual(["left", "right"]);
  expect(painfulSides({ s_leg_pain: { right: "not-testable" } })).toEqual([]);
});

test("what is looked at are findings of the evidence base that are told by side", () => {
  const known = readFileSync(new URL("../../evidence/data/findings.csv", import.meta.url), "utf8").split("\n");
  for (const id of ["f_foot_pain", "s_leg_pain", "s_groin_pain"]) {
    expect(known.find((row) => row.startsWith(`${id},`))).toMatch(/,1,(questionnaire|intake),patient,/);
  }
});
