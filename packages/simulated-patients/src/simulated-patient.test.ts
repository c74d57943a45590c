import { parseCaseFile } from "@plumbline/assessment";
import { loadEvidence } from "@plumbline/evidence";
import type { EvidenceBase } from "@plumbline/evidence";
import { conditionModel, knownFindings, statedComplaints, triage } from "@plumbline/reasoning";
import { describe, expect, it } from "vitest";
import { conditionProbabilities, drawBackground, drawConditions } from "./background.ts";
import { drawEffects } from "./effects.ts";
import { drawPerson } from "./person.ts";
import { seededRandom } from "./random.ts";
import { simulatedPatient } from "./simulated-patient.ts";
import { afterIntake, withAnswers } from "./with-answers.ts";

const evidence = loadEvidence();
const PATIENTS = 300;
const patients = (() => {
  const random = seededRandom(11);
  return Array.from({ length: PATIENTS }, () => simulatedPatient(evidence, "combined", random));
})();

/** Standard deviations that a count may stray: with some 800 counts, one in a hundred thousand each is never met. */
const STRAY = 4.5;

function expectCount(name: string, count: number, expected: number, variance: number): void {
  expect(Math.abs(count - expected), `${name}: ${count} seen, ${expected} expected`).toBeLessThan(
    STRAY * Math.sqrt(variance) + 1.5,
  );
}

describe("simulatedPatient", () => {
  it("gives the same patients for the same seed and others for another", () => {
    const drawn = (seed: number): string => {
      const random = seededRandom(seed);
      return JSON.stringify([simulatedPatient(evidence, "spine", random), simulatedPatient(evidence, "spine", random)]);
    };
    expect(drawn(5)).toBe(drawn(5));
    expect(drawn(5)).not.toBe(drawn(6));
  });

  it("writes cases that the product reads, with a complaint and without contradiction", () => {
    for (const { caseFile } of patients) {
      const { mainComplaint: _, ...written } = caseFile;
      expect(parseCaseFile(JSON.parse(JSON.stringify(written)), evidence)).toEqual({ ok: true, value: written });
      const { states } = knownFindings(caseFile, evidence);
      expect(statedComplaints(states).length).toBeGreaterThan(0);
      expect(states.get(caseFile.mainComplaint!)).toBe(true);
      expect(states.get("h_foot_before_back") === true && states.get("h_back_before_foot") === true).toBe(false);
      const sacroiliac = ["distraction", "thigh_thrust", "compression", "sacral"].map((test) => `e_sij_${test}`);
      const positive = [...sacroiliac, "e_gaenslen"].filter((id) => states.get(id) === true).length;
      expect(states.get("e_sij_3plus")).toBe(positive >= 3);
    }
  });

  it("knows every finding that has a state", () => {
    const { states } = knownFindings(patients[0]!.caseFile, evidence);
    const withRows = [...conditionModel(evidence).findings.values()].filter(({ finding }) => finding.leakP !== null);
    expect(withRows.map(({ finding }) => finding.id).filter((id) => !states.has(id))).toEqual([]);
  });

  it("gives no one a disease of an organ they have not", () => {
    for (const { caseFile, truth } of patients) {
      const impossible = caseFile.sex === "male" ? ["endometriosis", "ectopic_pregnancy"] : ["prostatitis"];
      expect(truth.conditions.filter((id) => impossible.includes(id))).toEqual([]);
      if (caseFile.sex === "male") expect(caseFile.findings.h_pregnant).toBe(false);
    }
  });

  it("tells a true cause only among the conditions that are present", () => {
    for (const { truth } of patients) {
      const causes = [...Object.values(truth.causeOfFinding), ...truth.complaints.map((one) => one.conditionId)];
      expect(causes.filter((id) => id !== null && !truth.conditions.includes(id))).toEqual([]);
    }
  });
});

describe("confirming answers", () => {
  it("answer every flag that is up, and never lift one whose danger is there", () => {
    for (const { caseFile, truth, confirmations } of patients) {
      const raised = triage(knownFindings(caseFile, evidence), evidence).flags.map(({ id }) => id);
      const asked = raised.filter((id) => evidence.redFlags.find((flag) => flag.id === id)!.confirmation !== null);
      expect(asked.filter((id) => !(id in confirmations))).toEqual([]);
      for (const id of truth.dangers) expect(confirmations[id]).not.toBe("no");
    }
  });
});

describe("the population", () => {
  it("has conditions as often as priors and background say", () => {
    const random = seededRandom(12);
    const { conditions } = conditionModel(evidence);
    const count = new Float64Array(conditions.length);
    const expected = new Float64Array(conditions.length);
    const variance = new Float64Array(conditions.length);
    for (let nth = 0; nth < 3000; nth++) {
      const background = drawBackground(drawPerson(0.55, random), evidence, random);
      const probabilities = conditionProbabilities(background, "combined", evidence);
      for (const index of drawConditions(probabilities, random)) count[index]!++;
      probabilities.forEach((probability, index) => {
        expected[index]! += probability;
        variance[index]! += probability * (1 - probability);
      });
    }
    conditions.forEach(({ id }, index) => expectCount(id, count[index]!, expected[index]!, variance[index]!));
  });

  it("has ages and sexes as often as the leaks of the base say", () => {
    const random = seededRandom(13);
    const count = 4000;
    const seen = new Map<string, number>();
    for (let nth = 0; nth < count; nth++) {
      for (const [id, state] of drawBackground(drawPerson(0.55, random), evidence, random)) {
        seen.set(id, (seen.get(id) ?? 0) + Number(state));
      }
    }
    for (const [id, leak] of Object.entries(leaks("context"))) {
      expectCount(id, seen.get(id) ?? 0, leak * count, leak * (1 - leak) * count + (0.01 * count) ** 2 * leak);
    }
  });

  it("has symptoms as often as their leaks say, where priors stand as they are", () => {
    const random = seededRandom(14);
    const flat = withoutBackground(evidence);
    const model = conditionModel(flat);
    const priors = Float64Array.from(model.conditions, ({ prior }) => prior.combined);
    const count = 2000;
    const seen = new Map<string, number>();
    for (let nth = 0; nth < count; nth++) {
      const person = { age: 40, sex: "female" } as const;
      for (const id of drawEffects(drawConditions(priors, random), person, flat, random).keys()) {
        seen.set(id, (seen.get(id) ?? 0) + 1);
      }
    }
    for (const [id, leak] of Object.entries(leaks("effect"))) {
      const known = model.findings.get(id);
      // Where the causes alone bring more than the leak, or something speaks against the finding, it cannot match.
      const isExact = known === undefined || known.rows.every(({ lrPos }) => lrPos >= 1);
      if (!isExact || id === "s_period_back" || id === "r_late_period_bleed") continue;
      const present = known === undefined ? leak : marginal(id);
      expectCount(id, seen.get(id) ?? 0, present * count, present * (1 - present) * count);
    }

    function marginal(id: string): number {
      const { rows, leak } = model.findings.get(id)!;
      return 1 - rows.reduce((none, row) => none * (1 - priors[row.condition]! * row.link), 1 - leak);
    }
  });
});

describe("withAnswers", () => {
  it("keeps as many answers as asked for, the main complaint among them, none of them changed", () => {
    const random = seededRandom(15);
    for (const [nth, patient] of patients.slice(0, 50).entries()) {
      const count = 40 + (nth % 41);
      const { findings, mainComplaint } = withAnswers(patient, count, evidence, random);
      expect(Object.keys(findings)).toHaveLength(count);
      expect(Object.keys(findings)).toContain(mainComplaint);
      for (const [id, entry] of Object.entries(findings)) expect(entry).toEqual(patient.caseFile.findings[id]);
    }
  });
});

describe("afterIntake", () => {
  it("knows every flag a patient can tell, whether it is there or not, and as many answers more as asked for", () => {
    const random = seededRandom(16);
    for (const patient of patients.slice(0, 20)) {
      const { findings } = afterIntake(patient, 30, evidence, random);
      const isTold = (id: string): boolean => evidence.findings.get(id)!.askedOf === "patient";
      const flags = [...evidence.findings.values()].filter(({ id, tier }) => tier === "red_flag" && isTold(id));
      expect(flags.filter(({ id }) => id in patient.caseFile.findings && !(id in findings))).toEqual([]);
      const silent = afterIntake(patient, 0, evidence, random).findings;
      expect(Object.keys(findings).length - Object.keys(silent).length).toBe(30);
    }
  });
});

function leaks(role: "context" | "effect"): Record<string, number> {
  const findings = [...evidence.findings.values()].filter(
    (finding) => finding.leakP !== null && finding.actsAs === role,
  );
  return Object.fromEntries(findings.map(({ id, leakP }) => [id, leakP!]));
}

/** The base without rows of findings that come before disease, so that priors stand as they are. */
function withoutBackground(base: EvidenceBase): EvidenceBase {
  const isEffect = (id: string): boolean => base.findings.get(id)!.actsAs === "effect";
  return { ...base, likelihoods: base.likelihoods.filter(({ findingId }) => isEffect(findingId)) };
}
