/** A place where people are seen. Names follow FHIR R4 where it has one (Location, HealthcareService, Slot, Appointment). */
export interface Office {
  readonly id: string;
  readonly name: string;
  /** IANA zone. All rules of the office are in its local time. */
  readonly timeZone: string;
  readonly addressLines: readonly string[];
  readonly phone: string;
  readonly mapUrl: string;
}

/** What a person can book. */
export interface HealthcareService {
  readonly id: string;
  readonly name: string;
  readonly patientName: string;
  readonly description: string;
  readonly durationMin: number;
  /** Minutes before and after that its clinician, room and devices are taken as well: to set up, to clean. */
  readonly bufferBeforeMin: number;
  readonly bufferAfterMin: number;
  /** Who offers it. */
  readonly clinicianIds: readonly string[];
  /** Types of the rooms and devices it needs, one of each. */
  readonly needs: readonly string[];
}

/** A room or a device of an office. FHIR: the Location or Device that a Schedule is of. */
export interface Resource {
  readonly id: string;
  readonly officeId: string;
  readonly kind: "room" | "device";
  /** What services ask for; of those of a type, any will do: `"consulting-room"`. */
  readonly type: string;
  readonly name: string;
}

/** Weekly hours of one clinician at one office, in the office's local time. */
export interface OpeningRule {
  readonly officeId: string;
  readonly clinicianId: string;
  /** 1 Monday … 7 Sunday (ISO 8601). */
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** `"09:00"`, 24 h clock. */
  readonly opens: string;
  /** `"17:00"`; not before `opens`. */
  readonly closes: string;
  /** First and last day the rule holds, `"2026-11-01"`; null is open-ended. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Days on which nobody is seen: a holiday, an absence. In the office's local time. */
export interface Closure {
  /** Null for every office. */
  readonly officeId: string | null;
  /** Null for everybody. */
  readonly clinicianId: string | null;
  /** First and last day, both closed: `"2026-12-24"`. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Half-open `[startMs, endMs)`, milliseconds since 1970 UTC. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** A time that a clinician, a room or a device is taken, buffers and all. */
export interface BusyRange extends TimeRange {
  readonly actor: "clinician" | "resource";
  readonly actorId: string;
}

/** A time that can be booked. Computed, never stored. */
export interface Slot extends TimeRange {
  readonly officeId: string;
  readonly clinicianId: string;
}
