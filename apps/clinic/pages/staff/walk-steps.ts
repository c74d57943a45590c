import type { FootReport, FootStep, FootSteps, SampleRange } from "@plumbline/imu-gait";
import { EVENT_KINDS } from "../../ui/gait-view.ts";

/** The steps of a foot out of its report, as samples from the first element of its signal. */
export function stepsOfReport({ events, bouts, turns }: FootReport, firstSample: number): FootSteps {
  const range = ([start, end]: readonly [number, number]): SampleRange => ({
    start: start - firstSample,
    end: end - firstSample,
  });
  const steps: FootStep[] = [];
  let open: number[] = [];
  for (const { kind, sample } of events) {
    const place = EVENT_KINDS.findIndex(([, , event]) => event === kind);
    // Four events in their order make a step; what is left over of a step that a person took apart makes none.
    open = place === open.length ? [...open, sample - firstSample] : place === 0 ? [sample - firstSample] : [];
    if (open.length < EVENT_KINDS.length) continue;
    const [heelOff, toeOff, initialContact, footFlat] = open as [number, number, number, number];
    steps.push({ heelOff, toeOff, initialContact, footFlat });
    open = [];
  }
  return { steps, bouts: bouts.map(range), turns: turns.map(range) };
}
