import { loadEvidence } from "@plumbline/evidence";
import type { EvidenceBase } from "@plumbline/evidence";
import { describe, expect, test } from "vitest";
import { knownFindings } from "./known-findings.ts";
import { madeBase } from "./made-base.test-data.ts";
import { reason } from "./reason.ts";

function fitOfCase(findings: Readonly<Record<string, boolean>>, evidence: EvidenceBase) {
  const caseFile = { age: null, sex: null, setting: "combined" as const, findings };
  return reason(caseFile, knownFindings(caseFile, evidence), evidence);
}

const FINDINGS = ["s_a", "s_b", "s_c", "s_d", "s_e", "s_f"];

describe("six findings, each in one person of a hundred without a cause", () => {
  const made = (causeOf: (index: number) => string): EvidenceBase =>
    madeBase(
      { plantar_fasciitis: 0.05, radic_l5: 0.05 },
      FINDINGS.map((id) => ({ id, leakP: 0.01 })),
      FINDINGS.map((finding, index) => ({ condition: causeOf(index), finding, lrPos: 20, lrNeg: 0.2 })),
    );
  const all = Object.fromEntries(FINDINGS.map((id) => [id, true]));

  test("fit well when one condition brings all of them about", () => {
    expect(
      fitOfCase(
        all,
        made(() => "plantar_fasciitis"),
      ).fit,
    ).toEqual({
      isPoor: false,
      reason: null,
      unexplainedFindings: [],
    });
  });

  test("fit poorly when nothing brings any of them about, and all are named", () => {
    // The only row of the base is about a finding that nobody has.
    const evidence = madeBase(
      { plantar_fasciitis: 0.05 },
      [...FINDINGS, "s_g"].map((id) => ({ id, leakP: 0.01 })),
      [...FINDINGS, "s_g"].map((finding) => ({
        condition: "plantar_fasciitis",
        finding,
        // A link of 0.001: it explains a finding in one of a thousand.
        lrPos: 1.01,
        lrNeg: 0.999,
      })),
    );
    const { fit, direction } = fitOfCase(all, evidence);
    expect(fit).toMatchObject({ isPoor: true, reason: "findings-unexplained" });
    expect(fit.unexplainedFindings.map(({ findingId }) => findingId).toSorted()).toEqual(FINDINGS);
    expect(direction.answer).toBe("cannot-tell");
  });
});

test("what is common without any cause calls for no explanation", () => {
  const evidence = madeBase(
    { plantar_fasciitis: 0.05 },
    FINDINGS.map((id) => ({ id, leakP: 0.6 })),
    FINDINGS.map((finding) => ({ condition: "plantar_fasciitis", finding, lrPos: 1.01, lrNeg: 0.99 })),
  );
  const { fit } = fitOfCase(Object.fromEntries(FINDINGS.map((id) => [id, true])), evidence);
  expect(fit).toEqual({ isPoor: false, reason: null, unexplainedFindings: [] });
});

test("an empty case fits: nothing asks for an explanation", () => {
  expect(fitOfCase({}, loadEvidence()).fit).toEqual({ isPoor: false, reason: null, unexplainedFindings: [] });
});
