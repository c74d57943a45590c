import type { FootName, GaitEvent } from "./gait-report.ts";
import { GAIT_EVENT_KINDS } from "./foot-steps.ts";
import type { FootStep, FootSteps } from "./foot-steps.ts";
import type { GaitCorrection } from "./gait-correction.ts";
import { gaitBlock, gaitWarning } from "./gait-note.ts";
import type { QualityNote } from "./quality-note.ts";
import type { SampleRange } from "./sample-range.ts";

/** A found event may move a little when the finding is improved; its correction still holds within this. */
const SAME_EVENT_S = 0.05;
/** A longer rest of the foot ends a bout, as in `findFootSteps`. */
const LONGEST_STANCE_S = 2.25;

export interface CorrectedSteps {
  readonly steps: FootSteps;
  /** All events, also those that no longer belong to a whole step. Elements of the signal. */
  readonly events: readonly GaitEvent[];
  readonly notes: readonly QualityNote[];
}

/** Applies what a person put right. Without corrections the steps are handed on as they are. */
export function correctSteps(
  found: FootSteps,
  corrections: readonly GaitCorrection[],
  foot: FootName,
  { samplingRateHz, firstSample, samples }: { samplingRateHz: number; firstSample: number; samples: number },
): CorrectedSteps {
  const events: GaitEvent[] = found.steps.flatMap(eventsOf);
  const own = corrections.filter((correction) => correction.foot === foot);
  if (own.length === 0) return { steps: found, events, notes: [] };
  const notes: QualityNote[] = [];
  const isInside = (sample: number): boolean => Number.isInteger(sample) && sample >= 0 && sample < samples;
  for (const correction of own) {
    const { kind, event, sample } = correction;
    const place = kind === "add" ? -1 : nearest(events, event, sample - firstSample, SAME_EVENT_S * samplingRateHz);
    const target = (kind === "move" ? correction.to : sample) - firstSample;
    if ((kind !== "add" && place === -1) || (kind !== "remove" && !isInside(target))) {
      notes.push(correctionLost(foot, correction));
      continue;
    }
    if (place !== -1) events.splice(place, 1);
    if (kind !== "remove") events.push({ kind: event, sample: target, corrected: true });
  }
  events.sort((a, b) => a.sample - b.sample || GAIT_EVENT_KINDS.indexOf(a.kind) - GAIT_EVENT_KINDS.indexOf(b.kind));
  const steps = stepsOf(events);
  const loose = events.length - steps.length * GAIT_EVENT_KINDS.length;
  if (loose > 0) notes.push(incomplete(foot, loose));
  const bouts = boutsOf(steps, found.bouts, LONGEST_STANCE_S * samplingRateHz);
  return { steps: { steps, bouts, turns: found.turns }, events, notes };
}

function eventsOf({ heelOff, toeOff, initialContact, footFlat }: FootStep): readonly GaitEvent[] {
  return [
    { kind: "heel-off", sample: heelOff },
    { kind: "toe-off", sample: toeOff },
    { kind: "initial-contact", sample: initialContact },
    { kind: "foot-flat", sample: footFlat },
  ];
}

/** @returns −1 when none is near enough. */
function nearest(events: readonly GaitEvent[], kind: GaitEvent["kind"], sample: number, within: number): number {
  let best = -1;
  let least = within;
  for (const [place, event] of events.entries()) {
    const distance = Math.abs(event.sample - sample);
    if (event.kind !== kind || distance > least) continue;
    least = distance;
    best = place;
  }
  return best;
}

/** Only four events in their order are a step. */
function stepsOf(events: readonly GaitEvent[]): FootStep[] {
  const steps: FootStep[] = [];
  for (let at = 0; at + GAIT_EVENT_KINDS.length <= events.length; at++) {
    if (!GAIT_EVENT_KINDS.every((kind, offset) => events[at + offset]!.kind === kind)) continue;
    const [heelOff, toeOff, initialContact, footFlat] = events.slice(at, at + 4).map(({ sample }) => sample);
    steps.push({ heelOff: heelOff!, toeOff: toeOff!, initialContact: initialContact!, footFlat: footFlat! });
    at += GAIT_EVENT_KINDS.length - 1;
  }
  return steps;
}

/** Steps that were within one bout, or follow each other closely, are within one. */
function boutsOf(steps: readonly FootStep[], found: readonly SampleRange[], longestStance: number): SampleRange[] {
  const boutOf = ({ toeOff, initialContact }: FootStep): number =>
    found.findIndex(({ start, end }) => (toeOff + initialContact) / 2 >= start && (toeOff + initialContact) / 2 < end);
  const bouts: { start: number; end: number; last: FootStep }[] = [];
  for (const step of steps) {
    const bout = bouts.at(-1);
    const follows =
      bout !== undefined &&
      ((boutOf(step) !== -1 && boutOf(step) === boutOf(bout.last)) ||
        step.heelOff - bout.last.footFlat <= longestStance);
    if (follows) Object.assign(bout, { end: step.footFlat, last: step });
    else bouts.push({ start: step.heelOff, end: step.footFlat, last: step });
  }
  return bouts.map(({ start, end }) => ({ start, end }));
}

function correctionLost(foot: FootName, { kind, event, sample }: GaitCorrection): QualityNote {
  return gaitWarning(
    "correction-lost",
    `feet.${foot}.events`,
    `A correction could not be applied: ${kind} ${event} at sample ${sample}.`,
    "The event is no longer there, or the place lies outside the recording. Correct it again.",
  );
}

function incomplete(foot: FootName, loose: number): QualityNote {
  return gaitBlock(
    "step-incomplete",
    [`feet.${foot}.strides`],
    `${loose === 1 ? "One event" : `${loose} events`} of the ${foot} foot ${loose === 1 ? "belongs" : "belong"} to no whole step after the corrections; such steps are not measured.`,
    "Each step needs heel-off, toe-off, initial contact and foot flat, in this order.",
  );
}
