import { findFootMounting } from "./find-foot-mounting.ts";
import { findFootSteps } from "./find-foot-steps.ts";
import type { GaitReport } from "./gait-report.ts";
import { measureFootMotion } from "./measure-foot-motion.ts";
import { withSides } from "./recognize-side.ts";
import { measureLumbarGait } from "./measure-lumbar-gait.ts";
import { reportWalk } from "./report-walk.ts";
import type { Walk } from "./walk.ts";

/**
 * Measures one walk: every step of the feet, where they went, what the lower back tells, and how far each number can be
 * trusted. Pure: the same walk gives the same report, in any order of its files.
 *
 * @returns Always a report. What could not be had is missing in it, and a note in `quality` says why.
 * @example
 * const left = readMotionFile(bytes, "1-1_lf.txt");
 * if (left.ok) gaitReport({ name: "1-1", signals: left.value }).summary.left?.strideTimeS?.value;
 */
export function gaitReport(walk: Walk): GaitReport {
  const sided: Walk = { ...walk, signals: withSides(walk.signals) };
  return reportWalk(sided, {
    findFootSteps,
    findFootMounting,
    measureFootMotion,
    measureLumbarGait,
  });
}
