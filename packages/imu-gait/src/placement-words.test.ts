import { expect, it } from "vitest";
import { placementInName, walkInName } from "./placement-words.ts";

it.each([
  ["1-1_lf.txt.gz", "left-foot", "1-1"],
  ["1-1_rf.txt", "right-foot", "1-1"],
  ["1-1_lb.txt", "lumbar", "1-1"],
  ["imu_sample_ms_left.csv", "left-foot", "imu_sample_ms"],
  ["walk 3 - Right Foot.csv", "right-foot", "walk 3"],
  ["leftFoot.csv", "left-foot", "walk"],
  ["Lower_Back-2.csv", "lumbar", "2"],
  ["left_before.csv", "left-foot", "before"],
  ["walk_foot.csv", "foot", null],
  ["walk_back_lf.csv", null, null],
  ["leftover.csv", null, null],
  ["2017-11-22-11-22-03.csv", null, null],
])("%s tells the placement %s and the walk %s", (name, placement, walk) => {
  expect(placementInName(name)).toBe(placement);
  expect(walkInName(name)).toBe(walk);
});
