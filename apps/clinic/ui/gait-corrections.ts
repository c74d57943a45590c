import type { FootStep, GaitCorrection } from "@plumbline/imu-gait";
import { EVENT_KINDS } from "./gait-view.ts";

/**
 * What has to be put right to come from one list of steps to another. A step that shares time with one of the other list is
 * the same step with some of its events moved; a step without such a one was added or removed as a whole.
 *
 * @param firstSample - The file's own count at element 0: corrections are told in it.
 */
export function correctionsBetween(
  foot: GaitCorrection["foot"],
  found: readonly FootStep[],
  now: readonly FootStep[],
  firstSample: number,
): GaitCorrection[] {
  const left = new Set(now);
  const corrections: GaitCorrection[] = [];
  for (const step of found) {
    const same = now.find(
      (other) => left.has(other) && other.heelOff <= step.footFlat && other.footFlat >= step.heelOff,
    );
    if (same === undefined) corrections.push(...ofWhole(step, "remove"));
    else {
      left.delete(same);
      for (const [kind, , event] of EVENT_KINDS) {
        if (step[kind] === same[kind]) continue;
        const sample = step[kind] + firstSample;
        corrections.push({ foot, event, sample, kind: "move", to: same[kind] + firstSample });
      }
    }
  }
  for (const step of left) corrections.push(...ofWhole(step, "add"));
  return corrections;

  function ofWhole(step: FootStep, kind: "add" | "remove"): GaitCorrection[] {
    return EVENT_KINDS.map(([name, , event]) => ({ foot, event, sample: step[name] + firstSample, kind }));
  }
}
