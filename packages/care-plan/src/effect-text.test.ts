import { loadEvidence } from "@plumbline/evidence";
import fc from "fast-check";
import { expect, test } from "vitest";
import { effectText, effectVerdict } from "./effect-text.ts";

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
  expect(textOf("t01")).not.toMatch(/includes no difference/);
});

test("the good side of a scale decides the words, not the sign", () => {
  // Less pain is negative here, more foot health positive there; both are gains.
  expect(textOf("t31")).toMatch(/mean difference -15\.2 .*People did better with it\./);
  expect(textOf("tF56")).toMatch(/weighted mean difference 10\.9 .*People did better with it\./);
  expect(textOf("tF01")).toMatch(/risk ratio 0\.33 .*People did better with it\./);
  expect(textOf("t02")).toMatch(/It made no difference\./);
  expect(textOf("t01")).toMatch(/People did better with it; the difference is small\./);
  expect(textOf("t30")).toMatch(/about 9 in 10 people; nobody was compared/);
  expect(textOf("t03")).toMatch(/does not tell which sign is the better one/);
});

const MEASURES = ["SMD", "MD", "WMD", "RR", "OR", "relative reduction"] as const;
const figure = fc.record({
  effectMeasure: fc.constantFrom(...MEASURES),
  valueNum: fc.double({ min: 0.01, max: 40, noNaN: true }),
  halfWidth: fc.double({ min: 0.001, max: 20, noNaN: true }),
  isBelow: fc.boolean(),
  benefitDirection: fc.constantFrom("lower", "higher"),
});

test("the words never invert: a figure on the bad side never reads as a gain, nor one on the good side as a harm", () => {
  const [base] = treatments;
  fc.assert(
    fc.property(figure, ({ effectMeasure, valueNum, halfWidth, isBelow, benefitDirection }) => {
      const isRatio = effectMeasure === "RR" || effectMeasure === "OR";
      const away = isRatio ? (isBelow ? 1 / (1 + valueNum) : 1 + valueNum) : isBelow ? -valueNum : valueNum;
      const neutral = isRatio ? 1 : 0;
      const row = {
        ...base!,
        effectMeasure,
        valueNum: away,
        ciLow: away - halfWidth,
        ciHigh: away + halfWidth,
        benefitDirection,
        note: "",
        mcidMet: "",
      } as const;
      const text = effectText(row);
      const isGood = isBelow === (benefitDirection === "lower");
      const isClear = Math.abs(away - neutral) > halfWidth;
      expect(/\bbetter\b/.test(text)).toBe(isClear && isGood);
      expect(/\bworse\b/.test(text)).toBe(isClear && !isGood);
      // Which bound stands first says nothing.
      expect(effectText({ ...row, ciLow: row.ciHigh, ciHigh: row.ciLow })).toContain(
        isClear ? (isGood ? "better" : "worse") : "includes no difference",
      );
    }),
  );
});

test("a row whose good side is not known is called neither better nor worse", () => {
  for (const treatment of treatments) {
    if (treatment.benefitDirection === "lower" || treatment.benefitDirection === "higher") continue;
    const text = effectText({ ...treatment, note: "", valueText: "" });
    expect(text, treatment.id).not.toMatch(/did (better|worse)/);
  }
});

test("every treatment that is proposed first does not do harm by its own figure", () => {
  const worse = treatments.filter((treatment) => effectVerdict(treatment) === "worse");
  expect(worse.map(({ id }) => id)).toEqual([]);
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
