import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** Offices, people, visits. Ids are text: uuids for what is made here, readable names for what content files name. */
const statements: readonly string[] = [
  "create extension if not exists btree_gist",

  `create table "user" (
    id text primary key,
    name text not null,
    email text not null unique,
    "emailVerified" boolean not null,
    image text,
    role text not null check (role in ('front-desk', 'clinician', 'manager')),
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null default now()
  )`,
  `create table session (
    id text primary key,
    "expiresAt" timestamptz not null,
    token text not null unique,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null default now(),
    "ipAddress" text,
    "userAgent" text,
    "userId" text not null references "user" (id) on delete cascade
  )`,
  `create index session_of_user on session ("userId")`,
  `create table account (
    id text primary key,
    "accountId" text not null,
    "providerId" text not null,
    "userId" text not null references "user" (id) on delete cascade,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    scope text,
    password text,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null default now()
  )`,
  `create index account_of_user on account ("userId")`,
  `create table verification (
    id text primary key,
    identifier text not null,
    value text not null,
    "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null default now()
  )`,
  "create index verification_identifier on verification (identifier)",

  `create table office (
    id text primary key,
    position integer not null,
    name text not null,
    time_zone text not null,
    address_lines jsonb not null,
    phone text not null,
    map_url text not null
  )`,
  `create table clinician (
    id text primary key,
    user_id text unique references "user" (id) on delete set null,
    name text not null,
    profession text not null
  )`,
  `create table service (
    id text primary key,
    position integer not null,
    name text not null,
    patient_name text not null,
    description text not null,
    duration_min integer not null check (duration_min > 0)
  )`,
  `create table clinician_service (
    clinician_id text not null references clinician (id),
    service_id text not null references service (id),
    primary key (clinician_id, service_id)
  )`,
  `create table opening_rule (
    id text primary key,
    office_id text not null references office (id),
    clinician_id text not null references clinician (id),
    weekday integer not null check (weekday between 1 and 7),
    opens text not null check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    closes text not null check (closes ~ '^([01][0-9]|2[0-4]):[0-5][0-9]$' and closes > opens and closes <= '24:00'),
    valid_from date,
    valid_to date check (valid_to >= valid_from)
  )`,

  `create table patient (
    id text primary key,
    given_name text not null,
    family_name text not null,
    birth_date date not null,
    sex text check (sex in ('female', 'male')),
    phone text not null,
    email text,
    is_made_up boolean not null default false,
    created_at timestamptz not null
  )`,
  // Who books twice is one person, even when both bookings arrive at once.
  `create unique index patient_same_person on patient
    (lower(given_name), lower(family_name), birth_date, lower(coalesce(email, '')))`,

  `create table interview (
    id text primary key,
    token_hash text not null unique,
    consent_version text not null,
    answers jsonb not null default '{}',
    patient_id text references patient (id),
    started_at timestamptz not null,
    updated_at timestamptz not null,
    finished_at timestamptz
  )`,
  "create index interview_patient on interview (patient_id)",

  `create table visit (
    id text primary key,
    version integer not null default 0,
    status text not null check (status in ('booked', 'cancelled', 'arrived', 'done', 'no-show')),
    office_id text not null references office (id),
    clinician_id text not null references clinician (id),
    service_id text not null references service (id),
    patient_id text not null references patient (id),
    interview_id text references interview (id),
    during tstzrange not null
      check (not isempty(during) and lower_inc(during) and not upper_inc(during)
        and not lower_inf(during) and not upper_inf(during)),
    manage_token_hash text not null unique,
    booking_key text not null unique,
    source text not null check (source in ('online', 'desk')),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint visit_clinician_free exclude using gist (clinician_id with =, during with &&)
      where (status <> 'cancelled'),
    constraint visit_patient_free exclude using gist (patient_id with =, during with &&)
      where (status <> 'cancelled')
  )`,
  "create index visit_during on visit using gist (during)",
  "create index visit_patient on visit (patient_id)",

  `create table mail (
    id text primary key,
    key text not null unique,
    visit_id text references visit (id),
    recipient text not null,
    subject text not null,
    body text not null,
    ics text,
    attempts integer not null default 0,
    next_try_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    sent_at timestamptz,
    withdrawn_at timestamptz,
    given_up_at timestamptz,
    last_error text
  )`,
  `create index mail_waiting on mail (next_try_at)
    where (sent_at is null and withdrawn_at is null and given_up_at is null)`,
  "create index mail_visit on mail (visit_id)",
];

export const clinic: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
