import type { Slot } from "@plumbline/clinical-model";
import { addDays, dayOf, weekdayOf } from "@plumbline/scheduling";
import { localHour } from "../time.ts";

export interface FreeDay {
  /** `"2026-11-06"`, in the zone of the office of each slot. */
  readonly day: string;
  /** Earliest first, never empty. */
  readonly slots: readonly Slot[];
}

export interface FreeWeek {
  /** The Monday it begins with. */
  readonly monday: string;
  readonly days: readonly FreeDay[];
}

export type TimeZones = Readonly<Record<string, string>>;

/**
 * One slot for each start and office: who does not mind by whom they are seen should not choose between three buttons
 * that say the same time. The first clinician of the list is taken.
 *
 * @param slots - In the order of `findSlots`.
 */
export function oneForEachTime(slots: readonly Slot[]): Slot[] {
  // They come by time and office.
  return slots.filter(({ startMs, officeId }, at) => {
    const previous = slots[at - 1];
    return previous === undefined || previous.startMs !== startMs || previous.officeId !== officeId;
  });
}

/** Slots by local day, days and slots in order. Days without a free time are left out. */
export function freeDays(slots: readonly Slot[], timeZones: TimeZones): FreeDay[] {
  const byDay = new Map<string, Slot[]>();
  for (const slot of slots) {
    const day = dayOf(slot.startMs, zoneOf(slot, timeZones));
    const ofDay = byDay.get(day);
    if (ofDay === undefined) byDay.set(day, [slot]);
    else ofDay.push(slot);
  }
  return [...byDay]
    .map(([day, ofDay]) => ({ day, slots: ofDay.sort((a, b) => a.startMs - b.startMs) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Days by the week they lie in, Monday to Sunday. */
export function freeWeeks(days: readonly FreeDay[]): FreeWeek[] {
  const weeks = new Map<string, FreeDay[]>();
  for (const free of days) {
    const monday = addDays(free.day, 1 - weekdayOf(free.day));
    weeks.set(monday, [...(weeks.get(monday) ?? []), free]);
  }
  return [...weeks].map(([monday, ofWeek]) => ({ monday, days: ofWeek }));
}

/** Slots before local noon, and from noon on. */
export function partsOfDay(slots: readonly Slot[], timeZones: TimeZones) {
  const isMorning = (slot: Slot) => localHour(slot.startMs, zoneOf(slot, timeZones)) < 12;
  return { morning: slots.filter(isMorning), afternoon: slots.filter((slot) => !isMorning(slot)) };
}

/**
 * The slots nearest to one that was lost, told in the order of the clock.
 * Of two that are equally far, the one at the same office is nearer, and then the one with the same clinician.
 */
export function nearestSlots(slots: readonly Slot[], wanted: Slot, count: number): Slot[] {
  const distance = (slot: Slot) => [
    Math.abs(slot.startMs - wanted.startMs),
    slot.officeId === wanted.officeId ? 0 : 1,
    slot.clinicianId === wanted.clinicianId ? 0 : 1,
  ];
  return slots
    .map((slot) => ({ slot, far: distance(slot) }))
    .sort((a, b) => a.far.map((value, index) => value - b.far[index]!).find((difference) => difference !== 0) ?? 0)
    .slice(0, count)
    .map(({ slot }) => slot)
    .sort((a, b) => a.startMs - b.startMs);
}

function zoneOf({ officeId }: Slot, timeZones: TimeZones): string {
  const zone = timeZones[officeId];
  if (zone === undefined) throw new RangeError(`A free time is at office "${officeId}", which is not in the list.`);
  return zone;
}
