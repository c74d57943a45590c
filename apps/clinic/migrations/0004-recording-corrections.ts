import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * What clinicians put right on the regions of a footprint, beside the recording, whose own report stays as it is. The
 * newest row of a recording counts; one without a correction brings the automatic regions back.
 */
const statements: readonly string[] = [
  `create table recording_correction (
    id text primary key,
    seq bigint generated always as identity,
    recording_id text not null references recording (id),
    correction json,
    report json not null,
    corrected_by text not null,
    corrected_at timestamptz not null
  )`,
  "create index recording_correction_recording on recording_correction (recording_id, seq)",
  `create trigger recording_correction_append_only before update or delete or truncate on recording_correction
    for each statement execute function refuse_change()`,
];

export const recordingCorrections: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
