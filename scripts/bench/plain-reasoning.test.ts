import { expect, test } from "vitest";
import { loadEvidence } from "../../packages/evidence/src/index.ts";
import { ConditionLayer } from "../../packages/reasoning/src/condition-layer.ts";
import { knownFindings } from "../../packages/reasoning/src/index.ts";
import { seededRandom, simulatedPatient, withAnswers } from "../../packages/simulated-patients/src/index.ts";
import { plainPosteriors } from "./plain-reasoning.ts";

test("the plain form and the engine read the shipped base alike: the same posteriors within 1e-9", () => {
  const evidence = loadEvidence();
  const random = seededRandom(8);
  for (let nth = 0; nth < 5; nth++) {
    const caseFile = withAnswers(simulatedPatient(evidence, "spine", random), 60, evidence, random);
    const { states } = knownFindings(caseFile, evidence);
    const engine = new ConditionLayer(caseFile.setting, states, evidence).posteriors();
    const plain = plainPosteriors(caseFile.setting, states, evidence);
    plain.forEach((value, index) => expect(Math.abs(value - engine[index]!)).toBeLessThan(1e-9));
  }
});
