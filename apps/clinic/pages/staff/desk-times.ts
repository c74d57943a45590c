import type { BusyRange, Slot } from "@plumbline/clinical-model";
import { DESK_TERMS, addDays, dayOf, dayRange, findSlots, instantOf } from "@plumbline/scheduling";
import type { Clinic } from "../../server/clinic.ts";
import type { ClinicSetUp, Visit } from "../../store/index.ts";
import type { TimesOfOne } from "../../ui/desk-times.tsx";
import { slotKey } from "../book/slot-key.ts";
import { clockText, minuteText } from "../time.ts";

/** Quarters of an hour are enough to choose from; another time can be typed. */
const SHOWN_GRID_MIN = 15;
const DAY_MS = 86_400_000;

interface Wanted {
  readonly serviceId: string;
  /** Null is any. */
  readonly officeId: string | null;
  readonly clinicianId: string | null;
}

/** The free times of one day, at each office by its own clock, that the front desk may book. */
export async function deskTimes(
  clinic: Clinic,
  setUp: ClinicSetUp,
  wanted: Wanted & { readonly day: string },
  visit?: Visit,
): Promise<Slot[]> {
  const { day } = wanted;
  const ranges = setUp.offices.map(({ timeZone }) => dayRange(day, timeZone));
  const fromMs = Math.min(...ranges.map(({ startMs }) => startMs));
  const toMs = Math.max(...ranges.map(({ endMs }) => endMs));
  const busy = await busyAround(clinic, { fromMs, toMs }, visit);
  const found = search(setUp, wanted, { fromMs, toMs, gridMin: SHOWN_GRID_MIN }, busy, clinic.now());
  return found.filter(({ startMs, officeId }) => dayOf(startMs, zoneOf(setUp, officeId)) === day);
}

/** Times as the page shows them: the words that many share are said once. */
export function timesByClinician({ offices, clinicians }: ClinicSetUp, slots: readonly Slot[]): TimesOfOne[] {
  const clocks = new Map<string, string>();
  const byWho = Map.groupBy(slots, ({ clinicianId, officeId }) => `${clinicianId} ${officeId}`);
  return [...byWho.values()].map((ofOne) => {
    const { officeId, clinicianId } = ofOne[0]!;
    const office = offices.find(({ id }) => id === officeId);
    const zone = office?.timeZone ?? "UTC";
    const clockOf = (startMs: number) => {
      const key = `${startMs} ${zone}`;
      const clock = clocks.get(key) ?? clockText(startMs, zone);
      clocks.set(key, clock);
      return clock;
    };
    return {
      who: `${clinicians.find(({ id }) => id === clinicianId)?.name ?? ""}, ${office?.name ?? officeId}`,
      times: ofOne.map((slot) => [slotKey(slot), clockOf(slot.startMs)] as const),
    };
  });
}

/** Which of these slots the front desk may book as things stand. */
export async function freeAtDesk(
  clinic: Clinic,
  setUp: ClinicSetUp,
  slots: readonly Slot[],
  serviceId: string,
): Promise<boolean[]> {
  if (slots.length === 0) return [];
  const starts = slots.map(({ startMs }) => startMs);
  const busy = await busyAround(clinic, { fromMs: Math.min(...starts), toMs: Math.max(...starts) + 1 });
  return slots.map(({ officeId, clinicianId, startMs }) => {
    const wanted = { serviceId, officeId, clinicianId };
    const period = { fromMs: startMs, toMs: startMs + 1, gridMin: DESK_TERMS.gridMin };
    return search(setUp, wanted, period, busy, clinic.now()).length > 0;
  });
}

/** What is taken in a period and around it: more than the length of any visit with its buffers. */
function busyAround(
  clinic: Clinic,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  visit?: Visit,
): Promise<BusyRange[]> {
  const visitIds = visit === undefined ? [] : [visit.id];
  const around = { fromMs: fromMs - DAY_MS, toMs: toMs + DAY_MS };
  return clinic.store.busyRanges(clinic.db, around, { visitIds, nowMs: clinic.now() });
}

function search(
  setUp: ClinicSetUp,
  { serviceId, officeId, clinicianId }: Wanted,
  period: { readonly fromMs: number; readonly toMs: number; readonly gridMin: number },
  busy: readonly BusyRange[],
  nowMs: number,
): Slot[] {
  const service = setUp.services.find(({ id }) => id === serviceId);
  if (service === undefined) return [];
  return findSlots({
    ...setUp,
    ...DESK_TERMS,
    ...period,
    offices: setUp.offices.filter(({ id }) => officeId === null || id === officeId),
    rules: setUp.rules.filter((rule) => clinicianId === null || rule.clinicianId === clinicianId),
    service,
    busy,
    nowMs,
  });
}

/**
 * The same time of day, every so many weeks, as clocks at the office show it.
 *
 * @returns Null for a time that no clock shows on that day.
 */
export function everyWeeks(slot: Slot, weeks: number, count: number, timeZone: string): (Slot | null)[] {
  const [day = "", time = ""] = minuteText(slot.startMs, timeZone).split("T");
  return Array.from({ length: count }, (_, at) => {
    const startMs = instantOf(addDays(day, at * weeks * 7), time, timeZone);
    return startMs === null ? null : { ...slot, startMs, endMs: startMs + slot.endMs - slot.startMs };
  });
}

/** A time of day that was typed, on a day, at an office and with somebody; null when it is none or incomplete. */
export function typedSlot(
  setUp: ClinicSetUp,
  typed: { readonly time: string; readonly day: string; readonly durationMin: number } & Omit<Wanted, "serviceId">,
): Slot | null {
  const { time, day, durationMin, officeId, clinicianId } = typed;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time) || officeId === null || clinicianId === null) return null;
  const startMs = instantOf(day, time, zoneOf(setUp, officeId));
  return startMs === null ? null : { officeId, clinicianId, startMs, endMs: startMs + durationMin * 60_000 };
}

export function zoneOf({ offices }: Pick<ClinicSetUp, "offices">, officeId: string): string {
  return offices.find(({ id }) => id === officeId)?.timeZone ?? "UTC";
}
