import type { FootStep } from "@plumbline/imu-gait";
import { EVENT_KINDS } from "./gait-view.ts";
import type { EventName, TrackName } from "./gait-view.ts";

/** The steps of each foot, as found or as put right. */
export type EditedSteps = Readonly<Partial<Record<TrackName, readonly FootStep[]>>>;

/** What was done to the steps since the page was opened: each state can be gone back to and forth. */
export interface EditHistory {
  readonly past: readonly EditedSteps[];
  readonly present: EditedSteps;
  readonly future: readonly EditedSteps[];
}

export function startHistory(present: EditedSteps): EditHistory {
  return { past: [], present, future: [] };
}

/** What was undone before is gone for good. */
export function changed({ past, present }: EditHistory, next: EditedSteps): EditHistory {
  return { past: [...past, present], present: next, future: [] };
}

export function undone(history: EditHistory): EditHistory {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future] };
}

export function redone(history: EditHistory): EditHistory {
  const [next, ...future] = history.future;
  return next === undefined ? history : { past: [...history.past, history.present], present: next, future };
}

const ORDER = EVENT_KINDS.map(([kind]) => kind);

/**
 * One event moved to another sample, and no further than the events around it allow: the four of a step keep their
 * order, and steps do not overlap.
 *
 * @param samples - Length of the recording.
 */
export function movedEvent(
  steps: readonly FootStep[],
  index: number,
  kind: EventName,
  sample: number,
  samples: number,
): FootStep[] {
  const step = steps[index]!;
  const place = ORDER.indexOf(kind);
  const before = place > 0 ? step[ORDER[place - 1]!] : (steps[index - 1]?.footFlat ?? -1);
  const after = place < ORDER.length - 1 ? step[ORDER[place + 1]!] : (steps[index + 1]?.heelOff ?? samples);
  const kept = Math.max(before + 1, Math.min(after - 1, Math.round(sample)));
  return steps.with(index, { ...step, [kind]: kept });
}

export function withoutStep(steps: readonly FootStep[], index: number): FootStep[] {
  return steps.toSpliced(index, 1);
}

/** Below this no step of a person lasts: heel-off to foot flat, seconds. The shortest that is added by hand. */
const SHORTEST_STEP_S = 0.2;
/** As long as a step is, where there is none yet to go by. */
const USUAL_STEP_S = 0.7;
/** Where toe-off and initial contact lie within a step, as shares of it: a first guess, to be moved. */
const TOE_OFF_SHARE = 0.3;
const CONTACT_SHARE = 0.85;

/**
 * A step more, around a sample: as long as the others are in the middle, shorter where there is no room.
 *
 * @returns The steps and the place of the new one; null where a step is already or none fits between its neighbors.
 */
export function withStep(
  steps: readonly FootStep[],
  middle: number,
  samplingRateHz: number,
  samples: number,
): { readonly steps: FootStep[]; readonly index: number } | null {
  const index = steps.findIndex(({ heelOff }) => heelOff > middle);
  const place = index === -1 ? steps.length : index;
  const least = (steps[place - 1]?.footFlat ?? -1) + 1;
  const most = (steps[place]?.heelOff ?? samples) - 1;
  const lengths = steps.map(({ heelOff, footFlat }) => footFlat - heelOff).sort((a, b) => a - b);
  const wanted = lengths[lengths.length >> 1] ?? USUAL_STEP_S * samplingRateHz;
  if (middle < least || middle > most || most - least < SHORTEST_STEP_S * samplingRateHz) return null;
  const length = Math.min(wanted, most - least);
  const heelOff = Math.round(Math.max(least, Math.min(most - length, middle - length / 2)));
  const step = {
    heelOff,
    toeOff: Math.round(heelOff + TOE_OFF_SHARE * length),
    initialContact: Math.round(heelOff + CONTACT_SHARE * length),
    footFlat: Math.floor(heelOff + length),
  };
  return { steps: steps.toSpliced(place, 0, step), index: place };
}

/** How many steps of a foot are not as they were. */
export function differences(found: readonly FootStep[], now: readonly FootStep[]): number {
  const keys = (steps: readonly FootStep[]): Set<string> =>
    new Set(steps.map((step) => ORDER.map((kind) => step[kind]).join()));
  const [before, after] = [keys(found), keys(now)];
  const missingIn = (others: Set<string>) => (key: string) => !others.has(key);
  return Math.max([...before].filter(missingIn(after)).length, [...after].filter(missingIn(before)).length);
}
