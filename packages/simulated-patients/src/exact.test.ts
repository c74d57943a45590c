import { loadEvidence } from "@plumbline/evidence";
import { knownFindings, reason } from "@plumbline/reasoning";
import { expect, test } from "vitest";
import { seededRandom } from "./random.ts";
import { simulatedPatient } from "./simulated-patient.ts";
import { withAnswers } from "./with-answers.ts";

test("on the shipped base made-up patients with 40, 80 and 150 answers are exact, and stay probabilities", () => {
  const evidence = loadEvidence();
  const random = seededRandom(5);
  for (let nth = 0; nth < 20; nth++) {
    const patient = simulatedPatient(evidence, nth % 2 === 0 ? "podiatry" : "spine", random);
    for (const answers of [40, 80, 150]) {
      const caseFile = withAnswers(patient, answers, evidence, random);
      const { largestGap, conditions } = reason(caseFile, knownFindings(caseFile, evidence), evidence);
      expect(largestGap).toBe(0);
      expect(conditions.every(({ posterior }) => posterior >= 0 && posterior <= 1)).toBe(true);
    }
  }
}, 60_000);
