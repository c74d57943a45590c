import { expect, test } from "vitest";
import { PRESSURE_BANDS, bandOf, bandText } from "./foot-pressure-scale.ts";

test("every pressure above zero has one step, and a cell without load has none", () => {
  expect([0, -1, Number.NaN].map(bandOf)).toEqual([null, null, null]);
  expect([0.1, 14.9, 15, 199.9, 200, 5000].map(bandOf)).toEqual([0, 0, 1, 4, 5, PRESSURE_BANDS.length - 1]);
});

test("steps follow each other without gap or overlap, the last one open", () => {
  for (const [index, band] of PRESSURE_BANDS.entries()) {
    expect(band.fromKpa).toBe(index === 0 ? 0 : PRESSURE_BANDS[index - 1]?.toKpa);
  }
  expect(PRESSURE_BANDS.at(-1)?.toKpa).toBe(Infinity);
});

test("more pressure is always darker, so the picture can be read in grey", () => {
  const lightness = PRESSURE_BANDS.map(({ color }) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  expect(lightness).toEqual(lightness.toSorted((a, b) => b - a));
});

test("the legend says where a step begins and ends", () => {
  expect(PRESSURE_BANDS.map(bandText)).toEqual(expect.arrayContaining(["under 15", "200 to 300", "600 and more"]));
});
