import type { Migration } from "kysely/migration";
import { clinic } from "./0001-clinic.ts";
import { record } from "./0002-record.ts";
import { alertAttempts } from "./0003-alert-attempts.ts";
import { recordingCorrections } from "./0004-recording-corrections.ts";
import { auditChain } from "./0006-audit-chain.ts";
import { staffAccounts } from "./0007-staff-accounts.ts";
import { gaitWalks } from "./0008-gait-walks.ts";
import { closures } from "./0009-closures.ts";
import { orthotics } from "./0010-orthotics.ts";
import { calendarFeeds } from "./0011-calendar-feeds.ts";
import { patientContact } from "./0012-patient-contact.ts";
import { chart } from "./0013-chart.ts";
import { givenPlans } from "./0014-given-plans.ts";
import { outcomes } from "./0015-outcomes.ts";
import { patientSearch } from "./0016-patient-search.ts";
import { exerciseLog } from "./0017-exercise-log.ts";
import { claims } from "./0018-claims.ts";
import { waitingList } from "./0019-waiting-list.ts";
import { patientMerges } from "./0020-patient-merges.ts";
import { letterWishes } from "./0021-letter-wishes.ts";
import { deskRole } from "./0022-desk-role.ts";
import { retention } from "./0023-retention.ts";

/** In the order in which they are applied; a migration that has been delivered is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-clinic": clinic,
  "0002-record": record,
  "0003-alert-attempts": alertAttempts,
  "0004-recording-corrections": recordingCorrections,
  "0006-audit-chain": auditChain,
  "0007-staff-accounts": staffAccounts,
  "0008-gait-walks": gaitWalks,
  "0009-closures": closures,
  "0010-orthotics": orthotics,
  "0011-calendar-feeds": calendarFeeds,
  "0012-patient-contact": patientContact,
  "0013-chart": chart,
  "0014-given-plans": givenPlans,
  "0015-outcomes": outcomes,
  "0016-patient-search": patientSearch,
  "0017-exercise-log": exerciseLog,
  "0018-claims": claims,
  "0019-waiting-list": waitingList,
  "0020-patient-merges": patientMerges,
  "0021-letter-wishes": letterWishes,
  "0022-desk-role": deskRole,
  "0023-retention": retention,
};
