import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { ICalCalendar } from "ical-generator";

export interface CalendarVisit {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Grows with every change, so that a calendar replaces what it has. */
  readonly version: number;
  readonly title: string;
  readonly location: string;
  readonly description: string;
  readonly url: string;
  readonly isCancelled: boolean;
}

/**
 * One visit as an iCalendar file (RFC 5545).
 *
 * Times are written in UTC: a zone name without its rules is read differently by different calendars, an instant is not.
 */
export function visitCalendar(visit: CalendarVisit, nowMs: number): string {
  const calendar = emptyCalendar(visit.isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH);
  addVisit(calendar, visit, nowMs);
  return calendar.toString();
}

/** All visits of one clinician as a calendar to subscribe to; cancelled ones are in it as cancelled. */
export function staffCalendar(visits: readonly CalendarVisit[], nowMs: number): string {
  const calendar = emptyCalendar(ICalCalendarMethod.PUBLISH);
  calendar.name("Clinic visits");
  calendar.ttl(REFRESH_S);
  for (const visit of visits) addVisit(calendar, visit, nowMs);
  return calendar.toString();
}

/** Events that stand for themselves, under names that stay the same. */
export function eventsCalendar(
  events: readonly { readonly id: string; readonly startMs: number; readonly endMs: number; readonly title: string }[],
  nowMs: number,
): string {
  const calendar = emptyCalendar(ICalCalendarMethod.PUBLISH);
  for (const { id, startMs, endMs, title } of events) {
    calendar.createEvent({
      id: `${id}@plumbline`,
      stamp: new Date(nowMs),
      start: new Date(startMs),
      end: new Date(endMs),
      summary: title,
    });
  }
  return calendar.toString();
}

/** How often a calendar should ask again. */
const REFRESH_S = 60 * 60;

function emptyCalendar(method: ICalCalendarMethod): ICalCalendar {
  return ical({ prodId: { company: "Plumbline", product: "Clinic", language: "EN" }, method });
}

function addVisit(calendar: ICalCalendar, visit: CalendarVisit, nowMs: number): void {
  calendar.createEvent({
    id: `visit-${visit.id}@plumbline`,
    sequence: visit.version,
    stamp: new Date(nowMs),
    start: new Date(visit.startMs),
    end: new Date(visit.endMs),
    summary: visit.title,
    location: visit.location,
    description: visit.description,
    url: visit.url,
    status: visit.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
}
