import { describe, expect, it } from "vitest";
import { placeByCount, placeByTime } from "./place-rows.ts";
import type { RowPlaces } from "./place-rows.ts";
import type { Result } from "@plumbline/clinical-model";

/** Rows stand from line 2 on. */
const lineOf = (row: number) => row + 2;
const byCount = (counts: readonly number[]) => placeByCount(Float64Array.from(counts), 100, lineOf);
const byTime = (times: readonly number[], rate: number | null = null) =>
  placeByTime(Float64Array.from(times), null, rate, lineOf);

function placed(result: Result<RowPlaces>) {
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const { places, notes, ...rest } = result.value;
  return { places: [...places], notes: notes.map(({ code }) => code), ...rest };
}
const refusal = (result: Result<RowPlaces>) =>
  result.ok ? null : `${result.problems[0]!.path}: ${result.problems[0]!.code}`;

describe("placeByCount", () => {
  it("leaves a hole for missing packets and starts at the file's own count", () => {
    expect(placed(byCount([5, 6, 9, 10]))).toMatchObject({
      places: [0, 1, 4, 5],
      firstSample: 5,
      samples: 6,
      notes: ["motion/packets-lost"],
    });
  });

  it("uses a packet that came twice once", () => {
    expect(placed(byCount([0, 1, 1, 2]))).toMatchObject({ places: [0, 1, NaN, 2], notes: ["motion/rows-repeated"] });
  });

  it.each([8, 16, 32])(
    "goes on when a counter of %i bits starts again, a missing packet at the seam included",
    (bits) => {
      const last = 2 ** bits - 1;
      expect(placed(byCount([last - 1, last, 1, 2]))).toMatchObject({ places: [0, 1, 3, 4], samples: 5 });
    },
  );

  it("refuses a counter that runs backwards, jumps far or is no count, with the line", () => {
    expect(refusal(byCount([0, 1, 2, 1]))).toBe("line 5: motion/time-backwards");
    expect(refusal(byCount([0, 1, 9e9]))).toBe("line 4: motion/pause");
    expect(refusal(byCount([0, NaN, 2]))).toBe("line 3: motion/counter");
    expect(refusal(byCount([0, 0.5, 2]))).toBe("line 3: motion/counter");
  });
});

describe("placeByTime", () => {
  const even = (rate: number, unit: number, length = 500) => Array.from({ length }, (_, at) => (at / rate) * unit);

  it.each([
    [50, 1],
    [100, 1000],
    [204.8, 1000],
    [400, 1e6],
  ])("finds %f Hz from times in units of %f a second, even when they are rounded", (rate, unit) => {
    const times = even(rate, unit).map((time) => (unit === 1 ? time : Math.round(time)));
    expect(placed(byTime(times))).toMatchObject({ samplingRateHz: rate, samples: 500, notes: [] });
  });

  it("only numbers the rows of a clock that jitters, and finds a lost row in it", () => {
    const jitter = even(100, 1).map((time, at) => time + (at % 7 === 3 ? 0.004 : 0));
    expect(placed(byTime(jitter)).places).toEqual(jitter.map((_, at) => at));
    jitter.splice(100, 2);
    expect(placed(byTime(jitter))).toMatchObject({ samples: 500, notes: ["motion/packets-lost"] });
  });

  it("keeps times between the samples as they are when the clock is uneven", () => {
    const uneven = even(100, 1).map((time, at) => time + 0.0045 * Math.sin(at));
    const { places, notes, samplingRateHz } = placed(byTime(uneven));
    expect(notes).toContain("motion/uneven-times");
    expect(places[250]! / samplingRateHz).toBeCloseTo(uneven[250]! - uneven[0]!, 9);
  });

  it("refuses a clock that runs backwards or stands still, and a rate that it contradicts", () => {
    expect(refusal(byTime([0, 0.01, 0.02, 0.01]))).toBe("line 5: motion/time-backwards");
    expect(refusal(byTime([0, 0, 0, 0.01, 0.01]))).toBe(": motion/time-still");
    expect(refusal(byTime(even(100, 1), 60))).toBe(": motion/rate");
    expect(refusal(byTime([...even(100, 1), 5000]))).toBe("line 502: motion/pause");
    expect(refusal(byTime(even(2, 1)))).toBe(": motion/rate");
  });
});
