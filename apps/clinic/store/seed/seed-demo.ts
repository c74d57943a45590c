import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { assess } from "@plumbline/assessment";
import type { Slot } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { BOOKING_TERMS, addDays, dayOf, findSlots, instantOf } from "@plumbline/scheduling";
import type { StaffRole } from "../../server/auth.ts";
import { raiseAlert } from "../alerts.ts";
import type { Actor } from "../audit.ts";
import { insertBooking } from "../bookings.ts";
import { busyRanges } from "../claims.ts";
import { readSetUp } from "../clinic-data.ts";
import type { Database } from "../database/open-database.ts";
import { settleClaim } from "../interview-claims.ts";
import { finishInterview, saveAnswer, startInterview } from "../interviews.ts";
import { offerFor } from "../offer.ts";
import type { Schema } from "../schema.ts";
import { DEMO_SERVICES, DEMO_STAFF } from "./demo-clinic.ts";
import { tellStory } from "./demo-interview.ts";
import type { DemoStory } from "./demo-interview.ts";
import type { RecordingStore } from "../recording-store.ts";
import { addDemoWalk } from "./demo-walk.ts";
import { DEMO_PATIENTS } from "./demo-patients.ts";
import type { DemoPatient } from "./demo-patients.ts";
import { readOfficeFiles } from "./office-files.ts";
import type { OfficeFile } from "./office-files.ts";

const SEEDER: Actor = { name: "demo", role: null, requestId: "seed" };
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Fills a database with the made-up clinic: offices, staff, services, five made-up patients with visits today and in
 * the coming days. Offices, hours and services follow the content at each start; people and visits are made once,
 * around the first start.
 *
 * @throws ConfigError when an office file is wrong.
 */
export async function seedDemo(
  database: Database,
  options: {
    readonly nowMs: number;
    readonly officesDir: string;
    readonly examplesDir: string;
    readonly recordings: RecordingStore;
    readonly evidence: EvidenceBase;
    readonly createUser: (user: {
      readonly email: string;
      readonly name: string;
      readonly role: StaffRole;
    }) => Promise<string>;
  },
): Promise<void> {
  const clinicianIds = DEMO_STAFF.flatMap(({ clinician }) => (clinician === null ? [] : [clinician.id]));
  const offices = await readOfficeFiles(options.officesDir, clinicianIds);
  const { db } = database;
  for (const staff of DEMO_STAFF) {
    const { email, name, role } = staff;
    const userId = await options.createUser({ email, name, role });
    if (staff.clinician !== null) {
      const clinician = { user_id: userId, name, profession: staff.clinician.profession };
      await db
        .insertInto("clinician")
        .values({ id: staff.clinician.id, ...clinician })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(clinician))
        .execute();
    }
  }
  await db.transaction().execute(async (transaction) => {
    await writeServices(transaction);
    await writeOffices(transaction, offices);
  });
  const seeded = await db.selectFrom("patient").select("id").limit(1).executeTakeFirst();
  if (seeded !== undefined) return;
  for (const patient of DEMO_PATIENTS) {
    const patientId = await addPatient(db, patient, options.evidence, options.nowMs);
    if (patient.walk === undefined) continue;
    await addDemoWalk(db, {
      patientId,
      path: join(options.examplesDir, patient.walk.file),
      file: patient.walk.options,
      person: { ageYears: patient.story?.age ?? null, sex: patient.patient.sex ?? null },
      recordings: options.recordings,
      by: SEEDER.name,
      nowMs: options.nowMs - DAY_MS,
    });
  }
}

async function writeServices(db: Kysely<Schema>): Promise<void> {
  for (const [index, service] of DEMO_SERVICES.entries()) {
    const columns = {
      position: index + 1,
      name: service.name,
      patient_name: service.patientName,
      description: service.description,
      duration_min: service.durationMin,
      buffer_before_min: service.bufferBeforeMin ?? 0,
      buffer_after_min: service.bufferAfterMin ?? 0,
    };
    await db
      .insertInto("service")
      .values({ id: service.id, ...columns })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
      .execute();
  }
  await db.deleteFrom("service_need").execute();
  await db
    .insertInto("service_need")
    .values(DEMO_SERVICES.flatMap(({ id, needs }) => needs.map((type) => ({ service_id: id, type }))))
    .execute();
  const own = DEMO_STAFF.flatMap(({ clinician }) => (clinician === null ? [] : [clinician.id]));
  await db.deleteFrom("clinician_service").where("clinician_id", "in", own).execute();
  await db
    .insertInto("clinician_service")
    .values(
      DEMO_SERVICES.flatMap(({ id, clinicianIds }) =>
        clinicianIds.map((clinicianId) => ({ clinician_id: clinicianId, service_id: id })),
      ),
    )
    .execute();
}

async function writeOffices(db: Kysely<Schema>, offices: readonly OfficeFile[]): Promise<void> {
  // What was made up for load tests stays.
  await db.deleteFrom("opening_rule").where("id", "not like", "load-%").execute();
  await db.updateTable("resource").set({ is_active: false }).where("id", "not like", "load-%").execute();
  for (const office of offices) {
    const columns = {
      position: office.position,
      name: office.name,
      time_zone: office.timeZone,
      address_lines: JSON.stringify(office.addressLines),
      phone: office.phone,
      map_url: office.mapUrl,
    };
    await db
      .insertInto("office")
      .values({ id: office.id, ...columns })
      .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
      .execute();
    for (const { id, ...resource } of office.resources) {
      const row = { ...resource, office_id: office.id, is_active: true };
      await db
        .insertInto("resource")
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    }
    if (office.hours.length === 0) continue;
    await db
      .insertInto("opening_rule")
      .values(
        office.hours.map((rule, index) => ({
          id: `${office.id}-${String(index + 1).padStart(3, "0")}`,
          office_id: office.id,
          clinician_id: rule.clinicianId,
          weekday: rule.weekday,
          opens: rule.opens,
          closes: rule.closes,
          valid_from: rule.validFrom,
          valid_to: rule.validTo,
        })),
      )
      .execute();
  }
}

async function addPatient(
  db: Kysely<Schema>,
  demo: DemoPatient,
  evidence: EvidenceBase,
  nowMs: number,
): Promise<string> {
  const slot = await slotFor(db, demo, nowMs);
  const offer = await offerFor(db, { serviceId: demo.serviceId, source: "desk", nowMs });
  if (offer === null) throw new RangeError(`A demo patient asks for ${demo.serviceId}, which is not there.`);
  const name = `demo ${demo.patient.givenName} ${demo.patient.familyName}`;
  // Nobody knows these tokens, so nobody can open a made-up person's pages with one.
  const unknownToken = (what: string) => createHash("sha256").update(`${name} ${what} ${nowMs}`).digest("hex");
  let interviewId: string | null = null;
  if (demo.story !== null) {
    interviewId = await addInterview(db, demo.story, unknownToken("interview"), evidence, nowMs - 2 * DAY_MS);
  }
  const visit = await insertBooking(
    db,
    {
      slot,
      serviceId: demo.serviceId,
      patient: demo.patient,
      interviewId,
      manageTokenHash: unknownToken("visit"),
      idempotencyKey: name,
      mail: () => null,
      nowMs: nowMs - DAY_MS,
      source: "desk",
      actor: SEEDER,
      isMadeUp: true,
    },
    offer,
  );
  if (interviewId !== null) {
    const { patientId } = visit;
    await settleClaim(db, { interviewId, patientId, to: "verified", by: "demo", actor: SEEDER, nowMs: nowMs - DAY_MS });
  }
  return visit.patientId;
}

/** As if the person had answered page by page, and their result had been shown. */
async function addInterview(
  db: Kysely<Schema>,
  story: DemoStory,
  tokenHash: string,
  evidence: EvidenceBase,
  nowMs: number,
): Promise<string> {
  const { answers, state } = tellStory(story, evidence);
  const { id } = await startInterview(db, { tokenHash, consentVersion: "demo", nowMs });
  for (const [questionId, answer] of Object.entries(answers)) await saveAnswer(db, id, { questionId, answer, nowMs });
  const assessment = assess(state.caseFile, evidence);
  const { level, flags } = assessment.triage;
  if (level === "emergency" || level === "urgent") {
    const flagIds = flags.filter((flag) => flag.level === level).map((flag) => flag.id);
    await raiseAlert(db, { interviewId: id, level, flagIds, nowMs });
  }
  await finishInterview(db, id, {
    caseFile: state.caseFile,
    assessment,
    evidenceVersion: evidence.version,
    evidenceHash: evidence.hash,
    nowMs,
  });
  return id;
}

/** Today at the time the demo asks for, open or not: there must be something to see. Later days keep to the hours. */
async function slotFor(db: Kysely<Schema>, demo: DemoPatient, nowMs: number): Promise<Slot> {
  const { offices, services, rules, resources } = await readSetUp(db, nowMs);
  const office = offices.find(({ id }) => id === demo.officeId);
  const service = services.find(({ id }) => id === demo.serviceId);
  if (office === undefined || service === undefined) {
    throw new RangeError(`A demo patient asks for ${demo.serviceId} in ${demo.officeId}; one of them is not there.`);
  }
  const day = addDays(dayOf(nowMs, office.timeZone), demo.dayOffset);
  const startMs = instantOf(day, demo.time, office.timeZone);
  if (startMs === null) throw new RangeError(`No clock in ${office.name} shows ${demo.time} on ${day}.`);
  const wanted = { officeId: office.id, clinicianId: demo.clinicianId, startMs };
  if (demo.dayOffset > 0) {
    const period = { fromMs: startMs, toMs: startMs + 14 * DAY_MS };
    const [free] = findSlots({
      offices: [office],
      rules: rules.filter((rule) => rule.clinicianId === demo.clinicianId),
      service,
      busy: await busyRanges(db, period, { nowMs }),
      resources,
      nowMs,
      ...period,
      ...BOOKING_TERMS,
    });
    if (free !== undefined) return free;
  }
  return { ...wanted, endMs: startMs + service.durationMin * 60_000 };
}
