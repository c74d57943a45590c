import { withOpenExclusions } from "@plumbline/assessment";
import type { Triage } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { knownFindings, triage } from "@plumbline/reasoning";
import { expect, test } from "vitest";
import { seededRandom } from "./random.ts";
import { simulatedPatient } from "./simulated-patient.ts";

const evidence = loadEvidence();
const PATIENTS = 6000;

interface Seen {
  readonly bare: Triage;
  readonly asked: Triage;
  readonly dangers: ReadonlySet<string>;
}

/** What a person's own answers raise before anyone examines them, without and with the confirming questions. */
const seen: readonly Seen[] = (() => {
  const random = seededRandom(7);
  return Array.from({ length: PATIENTS }, () => {
    const { caseFile, truth, confirmations } = simulatedPatient(evidence, "combined", random);
    const told = Object.entries(caseFile.findings).filter(([id]) => evidence.findings.get(id)?.askedOf === "patient");
    const own = knownFindings({ ...caseFile, findings: Object.fromEntries(told) }, evidence);
    const known = withOpenExclusions(own, evidence);
    return {
      bare: triage(known, evidence),
      asked: triage(known, evidence, confirmations),
      dangers: new Set(truth.dangers),
    };
  });
})();

const harmless = seen.filter(({ dangers }) => dangers.size === 0);

/**
 * Share of harmless people for whom some flag of these levels stands. In place of the answers drawn, their probability: the
 * same on average, and it varies less from one made-up clinic to the next.
 */
function shareFlagged(levels: readonly string[]): number {
  const standing = harmless.map(({ bare }) => {
    const lifted = bare.flags
      .filter(({ level }) => levels.includes(level))
      .map(({ id }) => 1 - (evidence.redFlags.find((flag) => flag.id === id)?.confirmation?.leakP ?? 1));
    return 1 - lifted.reduce((all, one) => all * one, 1);
  });
  return standing.reduce((sum, share) => sum + share, 0) / harmless.length;
}

/** The flags that weigh most, for whoever has to mend the base: id, share before, share after its question. */
function weightiest(): string {
  const rows = evidence.redFlags.map(({ id, confirmation }) => {
    const before = harmless.filter(({ bare }) => bare.flags.some((flag) => flag.id === id)).length / harmless.length;
    return { id, before, after: before * (confirmation?.leakP ?? 1) };
  });
  rows.sort((a, b) => b.after - a.after);
  return rows
    .slice(0, 12)
    .map(({ id, before, after }) => `${id} ${(100 * before).toFixed(2)} % -> ${(100 * after).toFixed(2)} %`)
    .join(", ");
}

test("the bare rules would send far too many harmless people to the emergency room", () => {
  const emergencies = harmless.filter(({ bare }) => bare.level === "emergency").length / harmless.length;
  expect(emergencies).toBeGreaterThan(0.1);
});

test("after the confirming questions at most 3 % of the harmless are told of an emergency, at most 10 % of urgency", () => {
  expect(shareFlagged(["emergency"]), weightiest()).toBeLessThanOrEqual(0.03);
  expect(shareFlagged(["emergency", "urgent"]), weightiest()).toBeLessThanOrEqual(0.1);
});

test("no true danger that the answers raised is lost by a confirming question", () => {
  const raised = seen.flatMap(({ bare, asked, dangers }) =>
    bare.flags.filter(({ id }) => dangers.has(id)).map(({ id }) => ({ id, asked })),
  );
  expect(raised.length).toBeGreaterThan(50);
  const lost = raised.filter(({ id, asked }) => !asked.flags.some((flag) => flag.id === id));
  expect(lost.map(({ id }) => id)).toEqual([]);
});
