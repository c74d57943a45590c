import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";

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
  const calendar = ical({
    prodId: { company: "Plumbline", product: "Clinic", language: "EN" },
    method: visit.isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
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
  return calendar.toString();
}
