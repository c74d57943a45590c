import { SETTINGS } from "@plumbline/clinical-model";
import type { CaseFile } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { conclusions, conditionModel, knownFindings } from "@plumbline/reasoning";
import { expect, test } from "vitest";
import { seededRandom, shuffled } from "./random.ts";
import type { Random } from "./random.ts";
import { simulatedPatient } from "./simulated-patient.ts";
import { withAnswers } from "./with-answers.ts";

const evidence = loadEvidence();

/** Effects drawn by lot: no person has them together but by chance. */
function collection(presentCount: number, absentCount: number, random: Random): CaseFile {
  const effects = [...conditionModel(evidence).findings.values()].filter(
    ({ role, finding }) => role === "effect" && finding.answerType === "yes/no",
  );
  const drawn = shuffled(effects, random).slice(0, presentCount + absentCount);
  const findings = Object.fromEntries(drawn.map(({ finding }, index) => [finding.id, index < presentCount]));
  return { age: 50, sex: "female", setting: "combined", findings };
}

function shareOfPoorFits(count: number, caseOf: (random: Random, nth: number) => CaseFile): number {
  const random = seededRandom(7);
  const cases = Array.from({ length: count }, (_, nth) => caseOf(random, nth));
  return (
    cases.filter((caseFile) => conclusions(caseFile, knownFindings(caseFile, evidence), evidence).fit.isPoor).length /
    count
  );
}

/** Hundreds of cases, on a machine that may be busy. */
const TIMEOUT_MS = 120_000;

test(
  "fewer than one in twenty ordinary patients are said to fit nothing",
  () => {
    const share = shareOfPoorFits(300, (random, nth) => {
      const patient = simulatedPatient(evidence, SETTINGS[nth % SETTINGS.length]!, random);
      return withAnswers(patient, 20 + Math.floor(random() * 60), evidence, random);
    });
    expect(share).toBeLessThan(0.05);
  },
  TIMEOUT_MS,
);

test(
  "most collections of findings drawn by lot are said to fit nothing, the more the larger they are",
  () => {
    expect(shareOfPoorFits(100, (random) => collection(15, 40, random))).toBeGreaterThan(0.6);
    expect(shareOfPoorFits(100, (random) => collection(25, 60, random))).toBeGreaterThan(0.75);
  },
  TIMEOUT_MS,
);
