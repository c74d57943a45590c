/** A clinic small enough to know by heart, for tests. */
import { createHash, randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Assessment, CaseFile, Slot } from "@plumbline/clinical-model";
import { bookVisit } from "./index.ts";
import type { BookingRequest } from "./index.ts";
import type { Schema } from "./schema.ts";

/** Monday 2 March 2026, 8:00 AM in New York; the clocks change on the Sunday after. */
export const NOW_MS = Date.UTC(2026, 2, 2, 13);

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * One office open every day from 00:00 to 24:00 in UTC; Ann and Bob with a service of 30 minutes. And Cy, Dee and Eve, who
 * share two rooms and one scanner for half an hour in a room, and for half an hour with the scanner and five minutes after.
 */
export async function addTestClinic(db: Kysely<Schema>): Promise<void> {
  await db
    .insertInto("office")
    .values({
      id: "here",
      position: 1,
      name: "Here",
      time_zone: "UTC",
      address_lines: JSON.stringify(["1 Made-Up Street"]),
      phone: "(508) 555-0199",
      map_url: "https://map.example",
    })
    .execute();
  const services = [
    { id: "half-hour", bufferAfterMin: 0, needs: [], clinicianIds: ["ann", "bob"] },
    { id: "in-a-room", bufferAfterMin: 0, needs: ["room"], clinicianIds: ["cy", "dee", "eve"] },
    { id: "scan", bufferAfterMin: 5, needs: ["room", "scanner"], clinicianIds: ["cy", "dee", "eve"] },
  ];
  for (const [position, { id, bufferAfterMin, needs }] of services.entries()) {
    await db
      .insertInto("service")
      .values({
        id,
        position,
        name: "Half an hour",
        patient_name: "A short visit",
        description: "Made up.",
        duration_min: 30,
        buffer_after_min: bufferAfterMin,
      })
      .execute();
    for (const type of needs) await db.insertInto("service_need").values({ service_id: id, type }).execute();
  }
  for (const [id, type] of [
    ["room-1", "room"],
    ["room-2", "room"],
    ["scanner-1", "scanner"],
  ] as const) {
    const kind = type === "room" ? "room" : "device";
    await db.insertInto("resource").values({ id, office_id: "here", kind, type, name: id }).execute();
  }
  for (const id of ["ann", "bob", "cy", "dee", "eve"]) {
    await db
      .insertInto("clinician")
      .values({ id, user_id: null, name: `Dr. ${id}`, profession: "Podiatrist" })
      .execute();
    for (const service of services.filter(({ clinicianIds }) => clinicianIds.includes(id))) {
      await db.insertInto("clinician_service").values({ clinician_id: id, service_id: service.id }).execute();
    }
    for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
      await db
        .insertInto("opening_rule")
        .values({
          id: `${id}-${weekday}`,
          office_id: "here",
          clinician_id: id,
          weekday,
          opens: "00:00",
          closes: "24:00",
          valid_from: null,
          valid_to: null,
        })
        .execute();
    }
  }
}

/** The slot of half an hour that starts so many half hours into a day so many days from now. */
export function slotAt(day: number, halfHour: number, clinicianId = "ann"): Slot {
  const startMs = Date.UTC(2026, 2, 2) + day * DAY_MS + halfHour * 30 * MINUTE_MS;
  return { officeId: "here", clinicianId, startMs, endMs: startMs + 30 * MINUTE_MS };
}

/**
 * What is wrong with the claims, as the database itself tells it: of two that overlap within a lane, and of visits
 * without the claims that their service needs. Empty is the only right answer.
 */
export async function claimFaults(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    select 'two at a time: ' || coalesce(a.clinician_id, a.resource_id) || ' ' || (a.during * b.during)::text as fault
      from claim a join claim b on a.id < b.id and a.lane = b.lane and a.during && b.during
        and (a.clinician_id = b.clinician_id or a.resource_id = b.resource_id)
    union all
    select 'claims of visit ' || v.id || ' (' || v.status || '): ' || count(c.id)
      from visit v left join claim c on c.visit_id = v.id
      group by v.id having count(c.id) <> case when v.status = 'cancelled' then 0 else
        1 + (select count(*) from service_need n where n.service_id = v.service_id) end
    union all
    select 'visit ' || v.id || ' is not where its claim is' from visit v
      join claim c on c.visit_id = v.id join service s on s.id = v.service_id
      where lower(v.during) - make_interval(mins => s.buffer_before_min) <> lower(c.during)
        or upper(v.during) + make_interval(mins => s.buffer_after_min) <> upper(c.during) or (c.clinician_id is not null and c.clinician_id <> v.clinician_id)`.execute(
    db,
  );
  return rows.map(({ fault }) => fault);
}

/** Visits without exactly one line of the audit that says they were booked. */
export async function auditFaults(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select v.id from visit v left join audit a on a.resource = 'visit:' || v.id and a.action = 'book'
      group by v.id having count(a.seq) <> 1`.execute(db);
  return rows.map(({ id }) => id);
}

export const PATIENT_ACTOR = { name: "patient", role: null, requestId: "test" } as const;

/** A booking by somebody who is named after `person`, with a form of its own. */
export function bookingOf(slot: Slot, person: string, more: Partial<BookingRequest> = {}): BookingRequest {
  const key = randomUUID();
  return {
    slot,
    serviceId: "half-hour",
    patient: {
      givenName: "Test",
      familyName: person,
      birthDate: "1970-01-01",
      phone: "(508) 555-0198",
      email: `${person}@patients.example`,
    },
    interviewId: null,
    manageTokenHash: createHash("sha256").update(key).digest("hex"),
    idempotencyKey: key,
    mail: (visit) => ({
      recipient: visit.patientEmail ?? "",
      subject: `Your visit, version ${visit.version}`,
      body: "Made up.",
      ics: null,
    }),
    nowMs: NOW_MS,
    source: "online",
    actor: PATIENT_ACTOR,
    ...more,
  };
}

/** A patient by the visit they booked, at a time of their own. */
export async function bookedPatient(db: Kysely<Schema>, slot: Slot, person: string): Promise<string> {
  const result = await bookVisit(db, bookingOf(slot, person));
  if (result.kind !== "booked") throw new Error("A slot of this test's own was taken.");
  return result.visit.patientId;
}

export const TEST_CASE: CaseFile = { age: 54, sex: "female", setting: "combined", findings: { s_back_pain: true } };

/** Its keys are in an order that a database which sorts them would change. */
export const TEST_ASSESSMENT: Assessment = {
  schemaVersion: 1,
  evidenceVersion: "test",
  setting: "combined",
  triage: { level: "routine", flags: [], overrides: [] },
  direction: {
    answer: "cannot-tell",
    probabilities: { "foot-drives-back": 0.2, "spine-drives-foot": 0.2, both: 0.2, local: 0.2, none: 0.2 },
    intervals: null,
    certainty: "unlikely",
  },
  fit: { isPoor: false, reason: null, unexplainedFindings: [] },
  conditions: [],
  complaints: [],
  links: [],
  contributions: [],
  turningPoints: [],
  nextQuestions: [],
  plan: [],
  notices: [],
};
