import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * Lines of the audit hold on to each other: each carries the hash of the line its writer wrote before. A writer is a
 * connection to the database, since one connection writes one line after the other and need not wait for any other; a
 * transaction that is undone leaves no hole. Signed checkpoints name the last line of every writer, so that lines cut
 * off at the end are missed too. `../store/audit-chain.ts` computes the same hashes outside the database.
 *
 * Lines from before this have no writer.
 */
const statements: readonly string[] = [
  "alter table audit add column writer integer, add column writer_seq bigint, add column prev_hash text, add column hash text",
  "create unique index audit_chain on audit (writer, writer_seq)",

  // Length before content: no two different lines give the same text.
  `create function audit_field(value text) returns text language sql immutable as $$
    select case when value is null then '-,' else octet_length(convert_to(value, 'UTF8')) || ':' || value || ',' end
  $$`,
  `create function chain_audit() returns trigger language plpgsql as $$
    declare
      before record;
    begin
      new.writer := pg_backend_pid();
      select writer_seq, hash into before from audit where writer = new.writer order by writer_seq desc limit 1;
      new.writer_seq := coalesce(before.writer_seq, 0) + 1;
      new.prev_hash := coalesce(before.hash, '');
      new.hash := encode(sha256(convert_to(
        audit_field(new.prev_hash) || audit_field(new.seq::text) || audit_field(new.writer::text)
        || audit_field(new.writer_seq::text)
        || audit_field(to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || audit_field(new.actor) || audit_field(new.role) || audit_field(new.action) || audit_field(new.resource)
        || audit_field(new.patient_id) || audit_field(new.outcome) || audit_field(new.request_id), 'UTF8')), 'hex');
      return new;
    end
  $$`,
  "create trigger audit_chained before insert on audit for each row execute function chain_audit()",

  `create table audit_checkpoint (
    seq bigint generated always as identity primary key,
    at text not null,
    heads text not null,
    prev_signature text not null,
    signature text not null
  )`,
  `create trigger audit_checkpoint_append_only before update or delete or truncate on audit_checkpoint
    for each statement execute function refuse_change()`,
];

export const auditChain: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
