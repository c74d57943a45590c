import type {
  BusyRange,
  Closure,
  HealthcareService,
  Office,
  OpeningRule,
  Resource,
  Slot,
  TimeRange,
} from "@plumbline/clinical-model";
import type { BookingTerms } from "./booking-terms.ts";
import { addDays, dayOf, dayRange, instantOf, weekdayOf } from "./office-day.ts";

export interface SlotRequest extends BookingTerms {
  /** Only slots at these offices are offered. */
  readonly offices: readonly Pick<Office, "id" | "timeZone">[];
  readonly rules: readonly OpeningRule[];
  /** Holidays and absences. None when left out. */
  readonly closures?: readonly Closure[];
  /** When clinicians, rooms and devices are taken, anywhere. */
  readonly busy: readonly BusyRange[];
  readonly service: BookedService;
  /** The rooms and devices there are. None when left out. */
  readonly resources?: readonly Resource[];
  /** Slots start in `[fromMs, toMs)`. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
}

/** What of a service decides when it can be. */
export type BookedService = Pick<
  HealthcareService,
  "durationMin" | "bufferBeforeMin" | "bufferAfterMin" | "clinicianIds" | "needs"
>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The times that can be booked, earliest first; at the same time by office, then clinician.
 *
 * Starts are local clock times: every `gridMin` minutes from when a rule opens. A start that no clock shows is left
 * out, one that clocks show twice is the earlier. A visit lasts its minutes as they pass and ends within the rule.
 * Buffers keep visits apart and may reach over the hours. Of each type the service needs, one room or device of the
 * office is free from buffer to buffer.
 *
 * @throws RangeError when grid or duration is not above zero.
 */
export function findSlots(request: SlotRequest): Slot[] {
  const { service, gridMin } = request;
  if (!(gridMin > 0) || !(service.durationMin > 0)) {
    throw new RangeError(`Grid and duration must be above 0 min; got ${gridMin} and ${service.durationMin}.`);
  }
  const fromMs = Math.max(request.fromMs, request.nowMs + request.noticeMin * MINUTE_MS);
  const toMs = Math.min(request.toMs, request.nowMs + request.horizonDays * DAY_MS + 1);
  if (fromMs >= toMs) return [];
  const busy = busyTimes(request.busy);
  const offered = new Set(service.clinicianIds);
  const durationMs = service.durationMin * MINUTE_MS;
  const beforeMs = service.bufferBeforeMin * MINUTE_MS;
  const afterMs = durationMs + service.bufferAfterMin * MINUTE_MS;
  const daysOf = new Map<string, readonly OfficeDay[]>();
  const slots: Slot[] = [];
  for (const office of request.offices) {
    const rules = request.rules.filter((rule) => rule.officeId === office.id && offered.has(rule.clinicianId));
    const needed = neededResources(service, request.resources ?? [], office.id);
    if (rules.length === 0 || needed === null) continue;
    const timesOfNeeded = needed.map((ofType) => ofType.map(({ id }) => busy.get(keyOf("resource", id)) ?? NEVER_BUSY));
    const days = daysOf.get(office.timeZone) ?? daysWithin(fromMs, toMs, office.timeZone);
    daysOf.set(office.timeZone, days);
    for (const { day, weekday, clock } of days) {
      for (const rule of rules) {
        if (rule.weekday !== weekday || !isOpenOn(rule, day, request.closures)) continue;
        const { officeId, clinicianId } = rule;
        const own = busy.get(keyOf("clinician", clinicianId)) ?? NEVER_BUSY;
        for (const startMs of startsWithin(rule, clock, durationMs, gridMin)) {
          if (startMs < fromMs || startMs >= toMs) continue;
          const [claimFromMs, claimToMs] = [startMs - beforeMs, startMs + afterMs];
          if (!isFree(own, claimFromMs, claimToMs)) continue;
          if (!timesOfNeeded.every((ofType) => ofType.some((times) => isFree(times, claimFromMs, claimToMs)))) continue;
          slots.push({ startMs, endMs: startMs + durationMs, officeId, clinicianId });
        }
      }
    }
  }
  return withoutRepeats(slots.sort(byTimeThenPlace));
}

/**
 * Whether a slot that was asked for is one that {@link findSlots} would offer, busy times aside: those are the
 * database's to decide. A slot with a forged start, length, office or clinician is not.
 */
export function isOffered(slot: Slot, request: Omit<SlotRequest, "busy" | "fromMs" | "toMs">): boolean {
  // A form can send anything.
  if (!Number.isSafeInteger(slot.startMs)) return false;
  const found = findSlots({ ...request, busy: [], fromMs: slot.startMs, toMs: slot.startMs + 1 });
  return found.some(
    (candidate) =>
      candidate.officeId === slot.officeId &&
      candidate.clinicianId === slot.clinicianId &&
      candidate.endMs === slot.endMs,
  );
}

/** From when to when a visit takes its clinician, room and devices. */
export function claimedRange(
  { startMs, endMs }: TimeRange,
  service: Pick<HealthcareService, "bufferBeforeMin" | "bufferAfterMin">,
): TimeRange {
  return {
    startMs: startMs - service.bufferBeforeMin * MINUTE_MS,
    endMs: endMs + service.bufferAfterMin * MINUTE_MS,
  };
}

/**
 * A room or device of each type that a visit needs, free from buffer to buffer: the first by id.
 *
 * @returns Their ids in order, or null when one of a type is not to be had.
 */
export function allotResources(
  slot: Slot,
  request: {
    readonly service: Pick<BookedService, "bufferBeforeMin" | "bufferAfterMin" | "needs">;
    readonly resources: readonly Resource[];
    readonly busy: readonly BusyRange[];
  },
): string[] | null {
  const needed = neededResources(request.service, request.resources, slot.officeId);
  if (needed === null) return null;
  const busy = busyTimes(request.busy);
  const { startMs, endMs } = claimedRange(slot, request.service);
  const found = needed.map(
    (ofType) => ofType.find(({ id }) => isFree(busy.get(keyOf("resource", id)) ?? NEVER_BUSY, startMs, endMs))?.id,
  );
  return found.every((id) => id !== undefined) ? found.sort() : null;
}

/** For each type a service needs, what an office has of it, by id; null when it has none of one. */
function neededResources(
  { needs }: Pick<BookedService, "needs">,
  resources: readonly Resource[],
  officeId: string,
): Resource[][] | null {
  const needed = needs.map((type) =>
    resources
      .filter((resource) => resource.officeId === officeId && resource.type === type)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  return needed.some((ofType) => ofType.length === 0) ? null : needed;
}

/** Whether the hours of a rule hold on a day: its weekday, while it is valid, and neither holiday nor absence. */
export function holdsOn(rule: OpeningRule, day: string, closures: readonly Closure[] = []): boolean {
  return rule.weekday === weekdayOf(day) && isOpenOn(rule, day, closures);
}

function isOpenOn(rule: OpeningRule, day: string, closures: readonly Closure[] = []): boolean {
  const isValid = (rule.validFrom === null || rule.validFrom <= day) && (rule.validTo === null || day <= rule.validTo);
  return isValid && !closures.some((closure) => isClosed(closure, rule, day));
}

function isClosed(closure: Closure, { officeId, clinicianId }: OpeningRule, day: string): boolean {
  return (
    closure.firstDay <= day &&
    day <= closure.lastDay &&
    (closure.officeId === null || closure.officeId === officeId) &&
    (closure.clinicianId === null || closure.clinicianId === clinicianId)
  );
}

/** When visits of a length that fit a rule begin on one day. */
function startsWithin(rule: OpeningRule, clock: Clock, durationMs: number, gridMin: number): number[] {
  const opensMin = minuteOf(rule.opens);
  const closesMin = minuteOf(rule.closes);
  const lastStartMs = (clock(closesMin) ?? lastInstantBefore(clock, closesMin, opensMin)) - durationMs;
  const starts: number[] = [];
  for (let minute = opensMin; minute < closesMin; minute += gridMin) {
    const startMs = clock(minute);
    if (startMs !== null && startMs <= lastStartMs) starts.push(startMs);
  }
  return starts;
}

interface OfficeDay {
  readonly day: string;
  readonly weekday: number;
  readonly clock: Clock;
}

/** Offices in one zone share their days: what a zone's rules say of a day takes longer to find than its slots. */
function daysWithin(fromMs: number, toMs: number, timeZone: string): OfficeDay[] {
  const days: OfficeDay[] = [];
  const lastDay = dayOf(toMs - 1, timeZone);
  for (let day = dayOf(fromMs, timeZone); day <= lastDay; day = addDays(day, 1)) {
    days.push({ day, weekday: weekdayOf(day), clock: clockOf(day, timeZone) });
  }
  return days;
}

/** Minutes of a day's clock to instants; null for a minute that no clock shows. */
type Clock = (minute: number) => number | null;

function clockOf(day: string, timeZone: string): Clock {
  const { startMs, endMs } = dayRange(day, timeZone);
  // On all but two days a year the clock runs evenly, and looking up each minute in the zone's rules would be slow.
  if (endMs - startMs === DAY_MS) return (minute) => startMs + minute * MINUTE_MS;
  return (minute) => (minute === 24 * 60 ? endMs : instantOf(day, timeOf(minute), timeZone));
}

/** A closing time that does not exist is the moment the clock jumps past it. */
function lastInstantBefore(clock: Clock, closesMin: number, opensMin: number): number {
  for (let minute = closesMin - 1; minute >= opensMin; minute--) {
    const instant = clock(minute);
    if (instant !== null) return instant + MINUTE_MS;
  }
  return -Infinity;
}

/** `"09:30"` is 570; `"24:00"` is the end of the day. */
function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** When one clinician, room or device is taken: starts and ends of ranges in order, merged where they touch. */
interface BusyTimes {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const NEVER_BUSY: BusyTimes = { starts: [], ends: [] };

function keyOf(actor: BusyRange["actor"], actorId: string): string {
  return `${actor} ${actorId}`;
}

function busyTimes(busy: readonly BusyRange[]): Map<string, BusyTimes> {
  const byActor = new Map<string, BusyRange[]>();
  let previous: BusyRange | undefined;
  let ranges: BusyRange[] = [];
  for (const range of busy) {
    // They mostly come actor by actor: a look at the one before is quicker than a name made for each.
    if (previous === undefined || range.actorId !== previous.actorId || range.actor !== previous.actor) {
      const key = keyOf(range.actor, range.actorId);
      ranges = byActor.get(key) ?? [];
      byActor.set(key, ranges);
    }
    ranges.push(range);
    previous = range;
  }
  return new Map([...byActor].map(([key, all]) => [key, mergedTimes(all)]));
}

function mergedTimes(ranges: BusyRange[]): BusyTimes {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { startMs, endMs } of ranges.sort((a, b) => a.startMs - b.startMs)) {
    if (endMs <= startMs) continue;
    const last = ends.length - 1;
    if (last >= 0 && startMs <= ends[last]!) {
      if (endMs > ends[last]!) ends[last] = endMs;
    } else {
      starts.push(startMs);
      ends.push(endMs);
    }
  }
  return { starts, ends };
}

/** Whether nothing is taken in `[fromMs, toMs)`: the first range that ends later, found by halving, begins after it. */
function isFree({ starts, ends }: BusyTimes, fromMs: number, toMs: number): boolean {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= fromMs) low = middle + 1;
    else high = middle;
  }
  return low === starts.length || starts[low]! >= toMs;
}

function byTimeThenPlace(a: Slot, b: Slot): number {
  if (a.startMs !== b.startMs) return a.startMs - b.startMs;
  if (a.officeId !== b.officeId) return a.officeId < b.officeId ? -1 : 1;
  return a.clinicianId < b.clinicianId ? -1 : a.clinicianId > b.clinicianId ? 1 : 0;
}

/** Two rules of one clinician may overlap; a time is offered once. */
function withoutRepeats(sorted: readonly Slot[]): Slot[] {
  return sorted.filter((slot, index) => {
    const previous = sorted[index - 1];
    return (
      previous === undefined ||
      previous.startMs !== slot.startMs ||
      previous.officeId !== slot.officeId ||
      previous.clinicianId !== slot.clinicianId
    );
  });
}
