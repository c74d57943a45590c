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
  const busy = new BusyTimes(request.busy);
  const offered = new Set(service.clinicianIds);
  const slots: Slot[] = [];
  for (const office of request.offices) {
    const rules = request.rules.filter((rule) => rule.officeId === office.id && offered.has(rule.clinicianId));
    const needed = neededResources(service, request.resources ?? [], office.id);
    if (rules.length === 0 || needed === null) continue;
    const lastDay = dayOf(toMs - 1, office.timeZone);
    for (let day = dayOf(fromMs, office.timeZone); day <= lastDay; day = addDays(day, 1)) {
      const weekday = weekdayOf(day);
      const clock = clockOf(day, office.timeZone);
      for (const rule of rules) {
        if (rule.weekday !== weekday || !isOpenOn(rule, day, request.closures)) continue;
        for (const range of visitsWithin(rule, clock, service.durationMin, gridMin)) {
          if (range.startMs < fromMs || range.startMs >= toMs) continue;
          const claim = claimedRange(range, service);
          if (!busy.isFree("clinician", rule.clinicianId, claim)) continue;
          if (!needed.every((ofType) => ofType.some(({ id }) => busy.isFree("resource", id, claim)))) continue;
          slots.push({ ...range, officeId: office.id, clinicianId: rule.clinicianId });
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
  const busy = new BusyTimes(request.busy);
  const claim = claimedRange(slot, request.service);
  const found = needed.map((ofType) => ofType.find(({ id }) => busy.isFree("resource", id, claim))?.id);
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

/** Every visit of a length that fits a rule on one day. */
function visitsWithin(rule: OpeningRule, clock: Clock, durationMin: number, gridMin: number): TimeRange[] {
  const opensMin = minuteOf(rule.opens);
  const closesMin = minuteOf(rule.closes);
  const lastEndMs = clock(closesMin) ?? lastInstantBefore(clock, closesMin, opensMin);
  const visits: TimeRange[] = [];
  for (let minute = opensMin; minute < closesMin; minute += gridMin) {
    const startMs = clock(minute);
    if (startMs === null) continue;
    const endMs = startMs + durationMin * MINUTE_MS;
    if (endMs <= lastEndMs) visits.push({ startMs, endMs });
  }
  return visits;
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

/** Ranges of each clinician, room and device by start, merged where they touch, so that one can be found by halving. */
class BusyTimes {
  readonly #rangesOf = new Map<string, TimeRange[]>();

  constructor(busy: readonly BusyRange[]) {
    for (const range of [...busy].sort((a, b) => a.startMs - b.startMs)) {
      if (range.endMs <= range.startMs) continue;
      const key = `${range.actor} ${range.actorId}`;
      const ranges = this.#rangesOf.get(key) ?? [];
      this.#rangesOf.set(key, ranges);
      const last = ranges.at(-1);
      if (last !== undefined && range.startMs <= last.endMs) {
        ranges[ranges.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, range.endMs) };
      } else {
        ranges.push({ startMs: range.startMs, endMs: range.endMs });
      }
    }
  }

  isFree(actor: BusyRange["actor"], actorId: string, range: TimeRange): boolean {
    const sorted = this.#rangesOf.get(`${actor} ${actorId}`);
    if (sorted === undefined) return true;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.endMs <= range.startMs) low = middle + 1;
      else high = middle;
    }
    const first = sorted[low];
    return first === undefined || first.startMs >= range.endMs;
  }
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
