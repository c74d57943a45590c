import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * What makes sign-ins of staff safe: a second factor, sessions that end when nobody is there, throttling that outlives a
 * restart, and links that let one person in once. Sessions from before hold tokens in plain text and end here.
 */
const statements: readonly string[] = [
  `alter table "user" add column "twoFactorEnabled" boolean default false, add column "disabledAt" timestamptz`,
  `alter table "user" drop constraint user_role_check`,
  `alter table "user" add constraint user_role_check check (role in ('front-desk', 'clinician', 'manager', 'auditor'))`,
  "delete from session",
  `alter table session add column "lastSeenAt" timestamptz not null default now()`,

  `create table "twoFactor" (
    id text primary key,
    secret text not null,
    "backupCodes" text not null,
    "userId" text not null references "user" (id) on delete cascade,
    verified boolean default true,
    "failedVerificationCount" integer default 0,
    "lockedUntil" timestamptz
  )`,
  `create index two_factor_user on "twoFactor" ("userId")`,
  // A code that was seen over somebody's shoulder must not work a second time while it is still valid.
  `create table used_code (
    user_id text not null references "user" (id) on delete cascade,
    code_hash text not null,
    used_at timestamptz not null,
    primary key (user_id, code_hash)
  )`,

  `create table sign_in_failure (
    id bigint generated always as identity primary key,
    account_hash text not null,
    address text not null,
    at timestamptz not null
  )`,
  "create index sign_in_failure_account on sign_in_failure (account_hash, at)",
  "create index sign_in_failure_address on sign_in_failure (address, at)",

  `create table staff_link (
    id text primary key,
    token_hash text not null unique,
    kind text not null check (kind in ('first-manager', 'invitation', 'password-reset')),
    email text check ((email is null) = (kind = 'first-manager')),
    role text not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
];

export const staffAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
