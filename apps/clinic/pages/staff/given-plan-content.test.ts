import { expect, test } from "vitest";
import { givenPlanContent } from "./given-plan-content.ts";
import type { DecidedLine } from "./plan-line.tsx";

const OPTIONS = { urgent: [], clinician: "Ada", today: "2026-11-25" };

function line(id: string, decision: "accepted" | "altered" | "rejected" | null, note = ""): DecidedLine {
  return {
    treatmentId: id,
    intervention: id,
    category: "exercise",
    recommendation: "first_line",
    conditionId: "plantar_fasciitis",
    conditionName: "Plantar fasciitis",
    because: "",
    effect: "",
    certainty: "moderate",
    guideline: "",
    dose: "three times a day",
    contraindications: "",
    mark: "seen",
    sourceKeys: [],
    patientName: "heel pain",
    sources: [],
    decided: decision === null ? null : { decision, note, by: "Ada", at: "" },
    decidedBefore: null,
    goal: { goal: "", reviewWeeks: 6, stopRule: "" },
  };
}

test("a patient is given what was agreed and nothing else", () => {
  const lines = [line("a", "accepted"), line("b", "rejected"), line("c", null), line("d", "altered", "once a day")];
  const { lines: given } = givenPlanContent(lines, OPTIONS);
  expect(given.map(({ title, how }) => [title, how])).toEqual([
    ["a", "How: three times a day"],
    ["d", "What we agreed: once a day"],
  ]);
});

test("agreed exercise brings exercises with it, and what was rejected brings none", () => {
  expect(givenPlanContent([line("t06", "accepted")], OPTIONS).exerciseIds?.[0]).toBe("plantar-fascia-stretch");
  expect(givenPlanContent([line("t06", "rejected")], OPTIONS).exerciseIds).toEqual([]);
});

test("the review is so many weeks from the day it is given, over the turn of the year", () => {
  expect(givenPlanContent([line("a", "accepted")], OPTIONS).lines[0]?.reviewDay).toBe("2027-01-06");
});
