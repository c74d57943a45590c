import { createHash, randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { addDays, dayOf, instantOf, weekdayOf } from "@plumbline/scheduling";
import { recordAudit } from "../audit.ts";
import { during } from "../claims.ts";
import type { Schema } from "../schema.ts";

/** With those of the demo clinic, so many clinicians. */
const CLINICIANS = 12;
/** Half hours from 8 to 17, without noon. */
const HALF_HOURS = Array.from({ length: 18 }, (_, at) => 8 * 60 + at * 30).filter((minute) => minute !== 12 * 60);
const WEEKS_AHEAD = 8;
/** Of the times to come, so many are taken: there must be something left to book. */
const TAKEN_AHEAD = 0.6;
const AT_ONCE = 500;
const SERVICE = "follow-up";

const GIVEN = ["Anna", "Berta", "Carl", "Dora", "Emil", "Frida", "Gus", "Hanna"];
const FAMILY = ["Arch", "Boot", "Cuboid", "Dome", "Edge", "Fascia", "Gait", "Heel", "Insole", "Joint", "Knee", "Last"];

/** A made-up person by number: always the same. */
export function madeUpPatient(number: number) {
  return {
    id: `load-${number}`,
    given_name: GIVEN[number % GIVEN.length]!,
    family_name: `Example-${FAMILY[number % FAMILY.length]}-${number}`,
    birth_date: new Date(Date.UTC(1930, 0, 1 + ((number * 7) % 29_000))).toISOString().slice(0, 10),
    sex: null,
    phone: "508-555-0100",
    email: null,
    is_made_up: true,
    created_at: new Date(0),
  };
}

/**
 * Fills the demo clinic for load tests: up to twelve clinicians, each with hours on weekdays and a room of their own, and
 * made-up patients with one visit each, the next eight weeks taken by six tenths, the others in the past. Run again with
 * a larger number it adds those that are missing.
 *
 * @param onProgress - Called with how many patients there are by now.
 * @throws RangeError when the clinic holds patients who are not made up.
 */
export async function makeUpLoad(
  db: Kysely<Schema>,
  options: { readonly patients: number; readonly nowMs: number; readonly onProgress: (patients: number) => void },
): Promise<{ readonly patients: number; readonly visits: number }> {
  const { patients, nowMs, onProgress } = options;
  const real = await db.selectFrom("patient").select("id").where("is_made_up", "=", false).limit(1).executeTakeFirst();
  if (real !== undefined) throw new RangeError("This clinic has patients who are not made up.");
  const clinicians = await addClinicians(db);
  const times = visitTimes(clinicians, nowMs);
  let visits = 0;
  for (let from = 0; from < patients; from += AT_ONCE) {
    const people = Array.from({ length: Math.min(AT_ONCE, patients - from) }, (_, at) => madeUpPatient(from + at));
    await db.transaction().execute(async (transaction) => {
      const added = await transaction
        .insertInto("patient")
        .values(people)
        .onConflict((conflict) => conflict.doNothing())
        .returning("id")
        .execute();
      // Times go by number, so that a second run gives those it adds the times the first has left.
      const booked = people.map(({ id }) => ({ id, time: times.next().value! }));
      const isNew = new Set(added.map(({ id }) => id));
      visits += await addVisits(
        transaction,
        booked.filter(({ id }) => isNew.has(id)),
        nowMs,
      );
    });
    onProgress(from + people.length);
  }
  await recordAudit(db, {
    actor: "demo",
    role: null,
    action: "make up load",
    resource: `patients (${patients})`,
    patientId: null,
    outcome: "ok",
    requestId: "demo",
  });
  return { patients, visits };
}

interface LoadClinician {
  readonly id: string;
  readonly officeId: string;
  readonly roomId: string;
  readonly timeZone: string;
}

/** Beside those of the demo, which keep their hours. */
async function addClinicians(db: Kysely<Schema>): Promise<LoadClinician[]> {
  const [offices, known] = await Promise.all([
    db.selectFrom("office").selectAll().orderBy("position").execute(),
    db.selectFrom("clinician").select("id").where("id", "not like", "load-%").execute(),
  ]);
  const clinicians: LoadClinician[] = [];
  for (let at = known.length; at < CLINICIANS; at++) {
    const office = offices[at % offices.length]!;
    const id = `load-clinician-${at + 1}`;
    const roomId = `load-room-${at + 1}`;
    clinicians.push({ id, officeId: office.id, roomId, timeZone: office.time_zone });
    await db
      .insertInto("clinician")
      .values({ id, user_id: null, name: `Example Clinician ${at + 1}`, profession: "Podiatrist" })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await db
      .insertInto("clinician_service")
      .values({ clinician_id: id, service_id: SERVICE })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const room = { office_id: office.id, kind: "room" as const, type: "consulting-room", name: `Room of ${at + 1}` };
    await db
      .insertInto("resource")
      .values({ id: roomId, ...room })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await db
      .insertInto("opening_rule")
      .values(
        [1, 2, 3, 4, 5].flatMap((weekday) =>
          [
            ["08:00", "12:00"],
            ["12:30", "17:00"],
          ].map(([opens, closes]) => ({
            id: `${id}-${weekday}-${opens}`,
            office_id: office.id,
            clinician_id: id,
            weekday,
            opens: opens!,
            closes: closes!,
            valid_from: null,
            valid_to: null,
          })),
        ),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return clinicians;
}

interface VisitTime {
  readonly clinician: LoadClinician;
  readonly startMs: number;
}

/** First those of the coming weeks, six of ten; then backwards into the past, all. */
function* visitTimes(clinicians: readonly LoadClinician[], nowMs: number): Generator<VisitTime, never> {
  const today = dayOf(nowMs, clinicians[0]!.timeZone);
  let count = 0;
  for (let ahead = 1; ahead <= WEEKS_AHEAD * 7; ahead++) {
    for (const time of timesOfDay(clinicians, addDays(today, ahead))) {
      if ((count++ * 7) % 10 < TAKEN_AHEAD * 10) yield time;
    }
  }
  for (let ago = 1; ; ago++) yield* timesOfDay(clinicians, addDays(today, -ago));
}

function* timesOfDay(clinicians: readonly LoadClinician[], day: string): Generator<VisitTime> {
  if (weekdayOf(day) > 5) return;
  for (const minute of HALF_HOURS) {
    const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
    for (const clinician of clinicians) {
      const startMs = instantOf(day, clock, clinician.timeZone);
      if (startMs !== null) yield { clinician, startMs };
    }
  }
}

async function addVisits(
  transaction: Kysely<Schema>,
  booked: readonly { readonly id: string; readonly time: VisitTime }[],
  nowMs: number,
): Promise<number> {
  if (booked.length === 0) return 0;
  const visits = booked.map(({ id, time: { clinician, startMs } }) => ({
    id: `${id}-visit`,
    status: startMs > nowMs ? ("booked" as const) : ("done" as const),
    office_id: clinician.officeId,
    clinician_id: clinician.id,
    service_id: SERVICE,
    patient_id: id,
    interview_id: null,
    during: during({ startMs, endMs: startMs + 1_800_000 }),
    // Nobody knows the token, so nobody can open a made-up person's pages with it.
    manage_token_hash: createHash("sha256").update(randomUUID()).digest("hex"),
    booking_key: `${id}-visit`,
    source: "desk" as const,
    overbook_reason: null,
    series_id: null,
    created_at: new Date(nowMs),
    updated_at: new Date(nowMs),
  }));
  await transaction.insertInto("visit").values(visits).execute();
  await transaction
    .insertInto("claim")
    .values(
      booked.flatMap(({ time: { clinician } }, at) => {
        const { id, during: range } = visits[at]!;
        const claim = { visit_id: id, hold_id: null, lane: 0 as const, during: range };
        return [
          { id: `${id}-clinician`, clinician_id: clinician.id, resource_id: null, ...claim },
          { id: `${id}-room`, clinician_id: null, resource_id: clinician.roomId, ...claim },
        ];
      }),
    )
    .execute();
  return visits.length;
}
