import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { listServices } from "./clinic-data.ts";
import type { Schema } from "./schema.ts";

/**
 * What a manager sets up, as tables of text: how they go out to a spreadsheet and come back. One cell may be empty; which,
 * and what a cell may hold, is said by `server/clinic-csv.ts`, which checks every row before any is written.
 */
export const CLINIC_TABLES = {
  offices: ["id", "name", "time_zone", "address", "phone", "map_url"],
  services: [
    "id",
    "name",
    "patient_name",
    "description",
    "duration_min",
    "buffer_before_min",
    "buffer_after_min",
    "needs",
  ],
  resources: ["id", "office", "kind", "type", "name"],
  clinicians: ["id", "name", "profession", "account", "services"],
  hours: ["office", "clinician", "weekday", "opens", "closes", "valid_from", "valid_to"],
  closures: ["office", "clinician", "first_day", "last_day", "reason"],
} as const;

export type ClinicTable = keyof typeof CLINIC_TABLES;
/** A cell for each column. */
export type ClinicRow<Table extends ClinicTable> = Readonly<Record<(typeof CLINIC_TABLES)[Table][number], string>>;

/** Between the lines of an address, the services of a clinician, and what a service needs. */
export const CELL_SEPARATOR = " | ";

const READ: { readonly [Table in ClinicTable]: (db: Kysely<Schema>) => Promise<ClinicRow<Table>[]> } = {
  async offices(db) {
    const rows = await db.selectFrom("office").selectAll().orderBy("position").orderBy("id").execute();
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      time_zone: row.time_zone,
      address: row.address_lines.join(CELL_SEPARATOR),
      phone: row.phone,
      map_url: row.map_url,
    }));
  },
  async services(db) {
    return (await listServices(db)).map((service) => ({
      id: service.id,
      name: service.name,
      patient_name: service.patientName,
      description: service.description,
      duration_min: String(service.durationMin),
      buffer_before_min: String(service.bufferBeforeMin),
      buffer_after_min: String(service.bufferAfterMin),
      needs: service.needs.join(CELL_SEPARATOR),
    }));
  },
  async resources(db) {
    const rows = await db
      .selectFrom("resource")
      .selectAll()
      .where("is_active", "=", true)
      .orderBy("office_id")
      .orderBy("id")
      .execute();
    return rows.map(({ id, office_id, kind, type, name }) => ({ id, office: office_id, kind, type, name }));
  },
  async clinicians(db) {
    const [rows, offers] = await Promise.all([
      db
        .selectFrom("clinician")
        .leftJoin("user", "user.id", "clinician.user_id")
        .select(["clinician.id", "clinician.name", "clinician.profession", "user.email"])
        .orderBy("clinician.name")
        .execute(),
      db.selectFrom("clinician_service").selectAll().orderBy("service_id").execute(),
    ]);
    return rows.map(({ id, name, profession, email }) => ({
      id,
      name,
      profession,
      account: email ?? "",
      services: offers
        .filter((offer) => offer.clinician_id === id)
        .map((offer) => offer.service_id)
        .join(CELL_SEPARATOR),
    }));
  },
  async hours(db) {
    const rows = await db
      .selectFrom("opening_rule")
      .selectAll()
      .orderBy("office_id")
      .orderBy("clinician_id")
      .orderBy("weekday")
      .orderBy("opens")
      .execute();
    return rows.map((row) => ({
      office: row.office_id,
      clinician: row.clinician_id,
      weekday: String(row.weekday),
      opens: row.opens,
      closes: row.closes,
      valid_from: row.valid_from ?? "",
      valid_to: row.valid_to ?? "",
    }));
  },
  async closures(db) {
    const rows = await db.selectFrom("closure").selectAll().orderBy("first_day").orderBy("id").execute();
    return rows.map((row) => ({
      office: row.office_id ?? "",
      clinician: row.clinician_id ?? "",
      first_day: row.first_day,
      last_day: row.last_day,
      reason: row.reason,
    }));
  },
};

export function readClinicTable<Table extends ClinicTable>(
  db: Kysely<Schema>,
  table: Table,
): Promise<ClinicRow<Table>[]> {
  return READ[table](db);
}

const WRITE: {
  readonly [Table in ClinicTable]: (db: Kysely<Schema>, rows: readonly ClinicRow<Table>[]) => Promise<void>;
} = {
  async offices(db, rows) {
    for (const [position, { id, time_zone, address, ...row }] of rows.entries()) {
      const lines = JSON.stringify(address.split("|").map((line) => line.trim()));
      const columns = { ...row, position, time_zone, address_lines: lines };
      await db
        .insertInto("office")
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
        .execute();
    }
  },
  async services(db, rows) {
    for (const [position, { id, duration_min, buffer_before_min, buffer_after_min, needs, ...row }] of rows.entries()) {
      const columns = {
        ...row,
        position,
        duration_min: Number(duration_min),
        buffer_before_min: Number(buffer_before_min),
        buffer_after_min: Number(buffer_after_min),
      };
      await db
        .insertInto("service")
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
        .execute();
      await db.deleteFrom("service_need").where("service_id", "=", id).execute();
      for (const type of wordsOf(needs)) {
        await db.insertInto("service_need").values({ service_id: id, type }).execute();
      }
    }
  },
  async resources(db, rows) {
    await db.updateTable("resource").set({ is_active: false }).execute();
    for (const { id, office, kind, ...row } of rows) {
      const columns = { ...row, office_id: office, kind: kind as Schema["resource"]["kind"], is_active: true };
      await db
        .insertInto("resource")
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
        .execute();
    }
  },
  async clinicians(db, rows) {
    for (const { id, name, profession, account, services } of rows) {
      const user =
        account === ""
          ? undefined
          : await db.selectFrom("user").select("id").where("email", "=", account).executeTakeFirst();
      const columns = { name, profession, user_id: user?.id ?? null };
      await db
        .insertInto("clinician")
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
        .execute();
      await db.deleteFrom("clinician_service").where("clinician_id", "=", id).execute();
      for (const service of wordsOf(services)) {
        await db.insertInto("clinician_service").values({ clinician_id: id, service_id: service }).execute();
      }
    }
  },
  async hours(db, rows) {
    await db.deleteFrom("opening_rule").execute();
    for (const row of rows) {
      await db
        .insertInto("opening_rule")
        .values({
          id: randomUUID(),
          office_id: row.office,
          clinician_id: row.clinician,
          weekday: Number(row.weekday),
          opens: row.opens,
          closes: row.closes,
          valid_from: row.valid_from === "" ? null : row.valid_from,
          valid_to: row.valid_to === "" ? null : row.valid_to,
        })
        .execute();
    }
  },
  async closures(db, rows) {
    await db.deleteFrom("closure").execute();
    for (const row of rows) {
      await db
        .insertInto("closure")
        .values({
          id: randomUUID(),
          office_id: row.office === "" ? null : row.office,
          clinician_id: row.clinician === "" ? null : row.clinician,
          first_day: row.first_day,
          last_day: row.last_day,
          reason: row.reason,
        })
        .execute();
    }
  },
};

/**
 * Writes a whole table, all rows or none. Offices, services and clinicians that are no longer named stay, since visits
 * speak of them; without hours nobody can book them. Hours and closures are as the rows say and not otherwise, and so are
 * the rooms and devices that can be booked.
 */
export async function writeClinicTable<Table extends ClinicTable>(
  db: Kysely<Schema>,
  table: Table,
  rows: readonly ClinicRow<Table>[],
): Promise<void> {
  await db.transaction().execute((transaction) => WRITE[table](transaction, rows));
}

/** The words of a cell that holds several. */
function wordsOf(cell: string): string[] {
  return [...new Set(cell.split("|").map((word) => word.trim()))].filter((word) => word !== "");
}
