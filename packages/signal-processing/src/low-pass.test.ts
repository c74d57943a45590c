import { describe, expect, it } from "vitest";
import { lowPass } from "./low-pass.ts";

const RATE = 100;
const sine = (hz: number) => Float64Array.from({ length: 1000 }, (_, at) => Math.sin((2 * Math.PI * hz * at) / RATE));
const amplitude = (signal: Float64Array) => Math.max(...signal.subarray(300, 700));

describe("lowPass", () => {
  it("halves the power at the cut-off, keeps what is slow and removes what is fast", () => {
    expect(amplitude(lowPass(sine(5), RATE, 5))).toBeCloseTo(Math.SQRT1_2, 2);
    expect(amplitude(lowPass(sine(0.5), RATE, 5))).toBeCloseTo(1, 3);
    expect(amplitude(lowPass(sine(30), RATE, 5))).toBeLessThan(0.002);
  });

  it("delays nothing", () => {
    const slow = sine(1);
    const kept = lowPass(slow, RATE, 10);
    for (let at = 300; at < 700; at++) expect(Math.abs(kept[at]! - slow[at]!)).toBeLessThan(0.01);
  });

  it("keeps a constant and a straight line to their ends", () => {
    const line = Float64Array.from({ length: 200 }, (_, at) => 3 + 0.1 * at);
    lowPass(line, RATE, 4).forEach((value, at) => expect(value).toBeCloseTo(line[at]!, 3));
  });
});
