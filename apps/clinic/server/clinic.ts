import type { Kysely } from "kysely";
import type { EvidenceBase } from "@plumbline/evidence";
import type * as storeModule from "../store/index.ts";
import type { Database, RecordingStore, Schema } from "../store/index.ts";
import type { ArticleLibrary } from "./articles.ts";
import type { buildOrthotic } from "./build-orthotic.ts";
import type { StaffAuth } from "./auth.ts";
import type { CalendarVisit } from "./calendar.ts";
import type { clinicCsv, csvText, parseClinicCsv } from "./clinic-csv.ts";
import type { exerciseCalendar } from "./exercise-calendar.ts";
import type { DemoAccount } from "./demo-accounts.ts";
import type { IntervalService } from "./interval-service.ts";
import type { TokenPurpose } from "./patient-token.ts";

/**
 * The running clinic, as pages see it. Pages get it from the request and import none of it, so that the database, its
 * drivers and the mail stay out of what is built for the browser.
 */
export interface Clinic {
  readonly db: Kysely<Schema>;
  /** The same for the front desk: the database refuses it what patients answered and clinicians found. */
  readonly deskDb: Kysely<Schema>;
  readonly databaseKind: Database["kind"];
  /** Every function of the store, by name. */
  readonly store: typeof storeModule;
  readonly recordings: RecordingStore;
  readonly evidence: EvidenceBase;
  readonly intervals: IntervalService;
  readonly library: ArticleLibrary;
  /** Builds a device in a thread of its own. */
  readonly buildOrthotic: typeof buildOrthotic;
  readonly auth: StaffAuth;
  /** Address in links of e-mails, without a slash at the end. */
  readonly publicUrl: string;
  readonly isDemo: boolean;
  /** Staff without a second factor can do nothing but set one up. Not in a demo, whose passwords everybody can read. */
  readonly needsSecondFactor: boolean;
  /** Shown on the sign-in page of a demo; empty otherwise. */
  readonly demoAccounts: readonly DemoAccount[];
  now(): number;
  /** A table of the set-up as CSV, and back, with every row checked. */
  readonly clinicCsv: typeof clinicCsv;
  /** Any rows as CSV. */
  readonly csvText: typeof csvText;
  readonly parseClinicCsv: typeof parseClinicCsv;
  /** Why a password will not do, or null when it will. */
  passwordFault(password: string, email: string): string | null;
  visitCalendar(visit: CalendarVisit): string;
  readonly exerciseCalendar: typeof exerciseCalendar;
  staffCalendar(visits: readonly CalendarVisit[]): string;
  /** A random name for something a patient may reach without an account: 192 bits, safe in an address. */
  newToken(): string;
  /** What the store keeps of a token. */
  hashToken(token: string): string;
  /** A token made from the clinic's secret; the same purpose and key give the same token. */
  derivedToken(purpose: TokenPurpose, of: string): string;
  /** Whether this is that token. */
  isDerivedToken(given: string, purpose: TokenPurpose, of: string): boolean;
  /** Sends what waits in the outbox soon, without making the caller wait. */
  wakeMail(): void;
  /** Writes the place and the error's kind and stack to the log: no request data, no health data. */
  logError(place: string, error: unknown): void;
}
