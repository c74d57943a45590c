import { expect, test } from "vitest";
import { fieldWords, measureText, signedText } from "./walk-words.ts";

test("numbers come with their unit, true minus signs and no minus zero", () => {
  expect(measureText("speedMps", 1.284)).toBe("1.28 m/s");
  expect(measureText("clearanceM", 0.0712)).toBe("7.1 cm");
  expect(measureText("pitchAtToeOffDeg", -58.24)).toBe("−58.2 °");
  expect(measureText("stepRegularity", 0.8)).toBe("0.80");
  expect(signedText("speedMps", -0.001)).toBe("0.00");
  expect(signedText("speedMps", 0.051)).toBe("+0.05");
});

test("what a note says is missing is told in words", () => {
  expect(
    [
      "summary.both.doubleSupportPercent",
      "summary.left.strideTimeS.coefficientOfVariationPercent",
      "feet.right.strides.pitchAtContactDeg",
      "summary.left",
      "summary.both",
      "summary.symmetry",
      "feet.unknown.strides",
      "something.else",
    ].map(fieldWords),
  ).toEqual([
    "double support",
    "variation of stride time (left)",
    "pitch at contact (right)",
    "all numbers (left)",
    "all numbers of the walk",
    "left against right",
    "strides",
    "something.else",
  ]);
});
