import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { effectText } from "./effect-text.ts";

const { treatments } = loadEvidence();
const textOf = (id: string) => effectText(treatments.find((treatment) => treatment.id === id)!);

test("a difference is told with its measure, interval and comparator", () => {
  expect(textOf("t01")).toMatch(
    /^Pain 7-12 weeks, against sham orthosis: standardized mean difference -0\.27 \(95% interval -0\.48 to -0\.06\)\./,
  );
});

test("an interval that takes in no difference says so, around 0 for differences and around 1 for ratios", () => {
  expect(textOf("t20")).toMatch(/-0\.74 \(95% interval -1\.5 to 0\.03\)\. The interval includes no difference\./);
  expect(textOf("t25")).toMatch(
    /risk ratio 0\.78 \(95% interval 0\.5 to 1\.23\)\. The interval includes no difference\./,
  );
  expect(textOf("t01")).not.toMatch(/no difference\. Whether/);
});

test("signs are mixed in the base, so no figure is called better or worse", () => {
  for (const treatment of treatments) {
    const withoutNote = effectText({ ...treatment, note: "", valueText: "" });
    expect(withoutNote).not.toMatch(/\b(better|worse|improve|reduces?|lowers?)\b/i);
  }
});

test("what rests on consensus or guidelines does not pretend to a figure", () => {
  const consensus = treatments.find(
    ({ effectMeasure, valueNum }) => effectMeasure === "consensus" && valueNum === null,
  )!;
  expect(effectText({ ...consensus, valueText: "-" })).toMatch(/^Rests on consensus; no trial figure in the base\./);
});

test("every treatment has a text, in whole sentences", () => {
  for (const treatment of treatments) expect(effectText(treatment), treatment.id).toMatch(/[.!?]$/);
});
