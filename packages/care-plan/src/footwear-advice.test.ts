import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { footwearAdvice, SHOE_CHECKS } from "./footwear-advice.ts";

const evidence = loadEvidence();

test("every check names a finding and a treatment that the base has, of footwear", () => {
  for (const { id, findingId, treatmentId } of SHOE_CHECKS) {
    if (findingId !== null) expect(evidence.findings.get(findingId)?.kind, id).toBe("footwear");
    if (treatmentId !== null) {
      expect(evidence.treatments.find((treatment) => treatment.id === treatmentId)?.category, id).toBe("footwear");
    }
  }
});

test("every yes-or-no finding on shoes leads to advice, but for the one that asks about pain", () => {
  for (const { id, kind, answerType } of evidence.findings.values()) {
    if (kind !== "footwear" || answerType !== "yes/no" || id === "w_worse_in_shoe") continue;
    expect(footwearAdvice(new Map([[id, true]])), id).toHaveLength(1);
    expect(footwearAdvice(new Map([[id, false]])), id).toEqual([]);
  }
});

test("advice comes once, in the order of the list", () => {
  const states = new Map([
    ["w_worn_inner", true],
    ["w_worn_uneven", true],
    ["w_narrow", true],
    ["s_back_pain", true],
  ]);
  expect(footwearAdvice(states).map(({ id }) => id)).toEqual(["toes", "sole"]);
});
