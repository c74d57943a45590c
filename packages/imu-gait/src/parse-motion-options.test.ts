import { describe, expect, it } from "vitest";
import { parseMotionOptions } from "./parse-motion-options.ts";

describe("parseMotionOptions", () => {
  it("takes a whole mapping as it is", () => {
    const mapping = {
      samplingRateHz: 128,
      placement: "left-foot",
      accelerationUnit: "g",
      columns: { time: "t", sensors: [{ acceleration: ["a", "b", "c"], angularRate: ["d", "e", "f"], name: "left" }] },
    };
    expect(parseMotionOptions(mapping)).toEqual({ ok: true, value: mapping });
    expect(parseMotionOptions({})).toEqual({ ok: true, value: {} });
  });

  it("tells every mistake with its place", () => {
    const paths = (value: unknown) => {
      const result = parseMotionOptions(value);
      return result.ok ? [] : result.problems.map(({ path }) => path);
    };
    expect(paths([])).toEqual([""]);
    expect(paths({ samplingRate: 100 })).toEqual(["samplingRate"]);
    expect(paths({ samplingRateHz: "100", gravity: "yes", columns: {} })).toEqual([
      "gravity",
      "samplingRateHz",
      "columns",
    ]);
    expect(
      paths({ columns: { sensors: [{ acceleration: ["a", 2, "c"], angularRate: ["d"], placement: "hand" }] } }),
    ).toEqual(["columns.sensors[0].acceleration[1]", "columns.sensors[0].angularRate", "columns.sensors[0].placement"]);
  });
});
