import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { couplingApplies, isKnownScope } from "./coupling-scope.ts";
import { activeLinks } from "./link-layer.ts";

const evidence = loadEvidence();

function link(conditionId: string, states: Readonly<Record<string, boolean>>) {
  return activeLinks(new Map(Object.entries(states)), evidence).find(
    (active) => active.link.conditionId === conditionId,
  )!;
}

test("without clues a link stays at its prior", () => {
  for (const active of activeLinks(new Map(), evidence)) {
    expect(active.posterior).toBeCloseTo(Math.min(active.link.linkPrior, active.link.posteriorCap), 9);
  }
});

test("clues multiply the odds, and those of one cluster are damped", () => {
  // Flatfoot starts at 0.201. "Track together" 1.8 and "same side" 1.2 are both of the cluster covary: 1.8 × 1.2^0.25.
  const odds = (0.201 / 0.799) * 1.8 * 1.2 ** 0.25;
  const { posterior } = link("flexible_flatfoot", { s_track_together: true, s_same_side: true });
  expect(posterior).toBeCloseTo(odds / (1 + odds), 6);
});

test("a link never passes the cap that its evidence can carry", () => {
  const all = Object.fromEntries(evidence.couplings.map((coupling) => [coupling.findingId, coupling.lrIfYes > 1]));
  for (const active of activeLinks(new Map(Object.entries(all)), evidence)) {
    expect(active.posterior).toBeLessThanOrEqual(active.link.posteriorCap);
  }
  expect(link("flexible_flatfoot", all).posterior).toBe(0.65);
});

test("pain down the leg speaks against the feet as the source of back pain", () => {
  expect(link("flexible_flatfoot", { s_leg_pain: true }).posterior).toBeLessThan(
    link("flexible_flatfoot", {}).posterior,
  );
});

test("every scope of the coupling table is known and meets a condition that has a link", () => {
  for (const coupling of evidence.couplings) {
    expect(isKnownScope(coupling.appliesTo), coupling.appliesTo).toBe(true);
    const applies = evidence.links.some(
      (candidate) =>
        candidate.direction === coupling.direction &&
        couplingApplies(coupling.appliesTo, evidence.conditions.get(candidate.conditionId)!),
    );
    expect(applies, `${coupling.id}: ${coupling.appliesTo}`).toBe(true);
  }
});
