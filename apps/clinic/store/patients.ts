import { randomUUID } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import { sql } from "kysely";
import type { Sex } from "@plumbline/clinical-model";
import { isDay } from "@plumbline/scheduling";
import type { Schema } from "./schema.ts";

export interface Patient {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  /** `"1972-04-09"`. */
  readonly birthDate: string;
  readonly sex: Sex | null;
  readonly phone: string;
  readonly email: string | null;
  /** The record that this one was merged into; null for one that stands for itself. */
  readonly mergedInto: string | null;
  /** Invented for the demo; the screen says so. */
  readonly isMadeUp: boolean;
}

/** What a person gives when they book. */
export interface PatientDetails {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly email: string | null;
  readonly sex?: Sex | null;
}

export async function findPatient(db: Kysely<Schema>, patientId: string): Promise<Patient | null> {
  const row = await db.selectFrom("patient").selectAll().where("id", "=", patientId).executeTakeFirst();
  return row === undefined ? null : patientOf(row);
}

/**
 * Patients of whom every word of the query starts one of their names, or who were born on the day it gives
 * (`"1972-04-09"`). An empty query finds everyone. By family name.
 */
export async function searchPatients(db: Kysely<Schema>, query: string, limit: number): Promise<Patient[]> {
  let found = db.selectFrom("patient").selectAll().where("merged_into", "is", null);
  for (const word of query.trim().toLowerCase().split(/\s+/).filter(Boolean)) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(word)) {
      // Never a day that is not in the calendar: the database would refuse the whole search.
      found = isDay(word) ? found.where("birth_date", "=", word) : found.where(sql<boolean>`false`);
      continue;
    }
    // The words of a name start after a space or a hyphen.
    const start = `${word.replace(/[\\%_]/g, "\\$&")}%`;
    const names = sql`lower(given_name || ' ' || family_name)`;
    found = found.where(
      sql<boolean>`(${names} like ${start} or ${names} like ${"% " + start} or ${names} like ${"%-" + start})`,
    );
  }
  const rows = await found.orderBy("family_name").orderBy("given_name").orderBy("id").limit(limit).execute();
  return rows.map(patientOf);
}

/** The patient with the same names, birth date and e-mail, or the one they were merged into, or a new one. Call within the booking's transaction. */
export async function findOrAddPatient(
  transaction: Kysely<Schema>,
  details: PatientDetails,
  options: { readonly nowMs: number; readonly isMadeUp: boolean },
): Promise<string> {
  const given = oneSpaced(details.givenName);
  const family = oneSpaced(details.familyName);
  const email = details.email === null || details.email.trim() === "" ? null : details.email.trim();
  const id = randomUUID();
  const added = await transaction
    .insertInto("patient")
    .values({
      id,
      given_name: given,
      family_name: family,
      birth_date: details.birthDate,
      sex: details.sex ?? null,
      phone: oneSpaced(details.phone),
      email,
      is_made_up: options.isMadeUp,
      created_at: new Date(options.nowMs),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (added !== undefined) return added.id;
  const known = await transaction
    .selectFrom("patient")
    .select(["id", "merged_into"])
    .where(sql<boolean>`lower(given_name) = lower(${given}) and lower(family_name) = lower(${family})`)
    .where("birth_date", "=", details.birthDate)
    .where(sql<boolean>`lower(coalesce(email, '')) = lower(${email ?? ""})`)
    .executeTakeFirstOrThrow();
  return known.merged_into === null ? known.id : recordOf(transaction, known.merged_into);
}

/** A record, or the one it was merged into, which may be merged itself. */
async function recordOf(db: Kysely<Schema>, patientId: string): Promise<string> {
  const row = await db.selectFrom("patient").select("merged_into").where("id", "=", patientId).executeTakeFirst();
  return row == null || row.merged_into === null ? patientId : recordOf(db, row.merged_into);
}

function oneSpaced(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

function patientOf(row: Selectable<Schema["patient"]>): Patient {
  return {
    id: row.id,
    givenName: row.given_name,
    familyName: row.family_name,
    birthDate: row.birth_date,
    sex: row.sex,
    phone: row.phone,
    email: row.email,
    mergedInto: row.merged_into,
    isMadeUp: row.is_made_up,
  };
}
