import fc from "fast-check";
import { expect, test } from "vitest";
import { autocorrelation } from "./autocorrelation.ts";
import { prominentPeaks } from "./peaks.ts";

test("finds the maxima that stand out, the middle of a flat one, and no end", () => {
  expect(prominentPeaks(Float64Array.from([0, 3, 0, 1, 0, 5, 5, 5, 2, 4]), 2)).toEqual([1, 6]);
  expect(prominentPeaks(Float64Array.from([0, 3, 2.5, 3.1, 0]), 1)).toEqual([3]);
});

test("a peak stands out by as much as one asks for", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 40 }), (values) => {
      const all = prominentPeaks(Float64Array.from(values), 1);
      const some = prominentPeaks(Float64Array.from(values), 4);
      for (const peak of some) expect(all).toContain(peak);
    }),
  );
});

test("a wave is like itself one period later, and its opposite half a period later", () => {
  const wave = Float64Array.from({ length: 500 }, (_, at) => Math.sin((2 * Math.PI * at) / 50));
  const found = autocorrelation(wave, 60);
  expect(found[0]).toBeCloseTo(1, 9);
  expect(found[50]).toBeCloseTo(1, 2);
  expect(found[25]).toBeCloseTo(-1, 2);
  expect([...autocorrelation(new Float64Array(10), 3)]).toEqual([0, 0, 0, 0]);
});
