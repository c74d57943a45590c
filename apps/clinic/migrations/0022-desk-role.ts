import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** What the front desk works with, whole. */
const WHOLE: Readonly<Record<string, string>> = {
  office: "select",
  clinician: "select",
  service: "select",
  clinician_service: "select",
  service_need: "select",
  opening_rule: "select",
  closure: "select",
  resource: "select",
  visit: "select, insert, update",
  claim: "select, insert, delete",
  hold: "select, insert, update, delete",
  wait_entry: "select, insert, update",
  wait_offer: "select, insert, update",
  patient: "select, insert, update",
  patient_link: "select, insert, update",
  patient_merge: "select, insert, update",
  mail: "select, insert, update",
  audit: "select, insert",
  calendar_feed: "select, insert, update, delete",
};

/** Of these it needs to know that they are there, and whose, and nothing of what they say. */
const PARTS: readonly string[] = [
  "grant select (id, consent_version, patient_id, started_at, updated_at, finished_at, verified_at, verified_by, refused_at, refused_by) on interview to plumbline_desk",
  "grant update (patient_id, verified_at, verified_by, refused_at, refused_by) on interview to plumbline_desk",
  "grant select (id, interview_id, level, raised_at) on alert to plumbline_desk",
  "grant select (id, seq, alert_id, outcome, called_by, called_at, try_again_at) on alert_attempt to plumbline_desk",
];

/** Merging two records moves these from one to the other. */
const MOVED = [
  "assessment",
  "examination_entry",
  "recording",
  "gait_walk",
  "plan_decision",
  "orthotic_order",
  "chart_entry",
  "given_plan",
  "outcome_answer",
  "exercise_log",
];

/**
 * A role of the database for the front desk: a second line behind the policy in code. Should a page forget to ask who
 * asks, the database refuses what is not listed here, and every table that is added later until it is listed.
 *
 * A database user who may not make roles goes on without; `plumbline doctor` says so.
 */
export const deskRole: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `do $$ begin
          create role plumbline_desk nologin;
        exception when duplicate_object or unique_violation or insufficient_privilege then null;
        end $$`,
      )
      .execute(db);
    const grants = [
      "grant usage on schema public to plumbline_desk",
      ...Object.entries(WHOLE).map(([table, deeds]) => `grant ${deeds} on ${table} to plumbline_desk`),
      ...PARTS,
      ...MOVED.flatMap((table) => [`grant select (id, patient_id), update (patient_id) on ${table} to plumbline_desk`]),
    ];
    await sql
      .raw(
        `do $$ begin
          if exists (select from pg_roles where rolname = 'plumbline_desk') then
            begin
              execute format('grant plumbline_desk to %I', current_user);
            exception when insufficient_privilege then null;
            end;
            ${grants.map((grant) => `execute '${grant.replaceAll("'", "''")}';`).join("\n            ")}
          end if;
        end $$`,
      )
      .execute(db);
  },
};
