export * from "./alerts.ts";
export * from "./assessments.ts";
export * from "./audit.ts";
export * from "./audit-chain.ts";
export { auditKey } from "./audit-key.ts";
export type { AuditKey } from "./audit-key.ts";
export { readBackupFile, writeBackupFile } from "./backup/backup-file.ts";
export type { BackupPart, PartRecord } from "./backup/backup-file.ts";
export { countRows, fillTable, tableLines, tablesInOrder } from "./backup/tables.ts";
export type { TableShape } from "./backup/tables.ts";
export { bookSeries, bookVisit } from "./bookings.ts";
export type { BookingRequest, BookingResult, SeriesResult } from "./bookings.ts";
export { cancelVisit, moveVisit, swapVisits } from "./change-visits.ts";
export type { CancelResult, ChangeRequest, MoveResult, SwapResult } from "./change-visits.ts";
export * from "./calendar-feeds.ts";
export { busyRanges, resourcesOfVisits } from "./claims.ts";
export { HOLD_MS, findHold, holdSlot, releaseHold } from "./holds.ts";
export type { Hold, HoldResult } from "./holds.ts";
export * from "./chart.ts";
export * from "./clinic-data.ts";
export { devicesForExport, visitsForExport } from "./clinic-exports.ts";
export { CLINIC_TABLES, readClinicTable, writeClinicTable } from "./clinic-tables.ts";
export type { ClinicRow, ClinicTable } from "./clinic-tables.ts";
export {
  appliedMigrations,
  hasDeskRole,
  knownMigrations,
  migrateTables,
  openDatabase,
} from "./database/open-database.ts";
export type { Database } from "./database/open-database.ts";
export * from "./examination.ts";
export { settleClaim } from "./interview-claims.ts";
export type { ClaimState } from "./interview-claims.ts";
export * from "./exercise-log.ts";
export * from "./given-plans.ts";
export * from "./interviews.ts";
export { claimMails, markMailFailed, markMailSent, queueMail } from "./mails.ts";
export type { MailDraft, WaitingMail } from "./mails.ts";
export { exportPatient } from "./patient-export.ts";
export type { PatientExport } from "./patient-export.ts";
export * from "./patient-links.ts";
export { mergePatients, mergesInto, undoMerge } from "./patient-merges.ts";
export { findPatient, searchPatients } from "./patients.ts";
export type { Patient, PatientDetails } from "./patients.ts";
export type { OrthoticEventKind } from "./orthotic-events.ts";
export type { BookingSource } from "./offer.ts";
export * from "./orthotics.ts";
export * from "./outcomes.ts";
export * from "./plan-decisions.ts";
export * from "./recording-store.ts";
export { dueQuestions, setWantsQuestions, wantsQuestions } from "./question-letters.ts";
export * from "./recordings.ts";
export { researchRows } from "./research-export.ts";
export type { Schema } from "./schema.ts";
export {
  RETENTION_YEARS,
  activeHold,
  dueRecords,
  eraseRecord,
  referencedRecordings,
  setLegalHold,
} from "./retention.ts";
export { queueDueReminders } from "./reminders.ts";
export * from "./sign-in-throttle.ts";
export * from "./staff-accounts.ts";
export * from "./staff-links.ts";
export { seedDemo } from "./seed/seed-demo.ts";
export { findVisit, findVisitByToken, setVisitStatus, visitsOf, visitsOfDay } from "./visits.ts";
export type { Visit, VisitStatus } from "./visits.ts";
export { declineOffer, findOffer, offerFreeTimes, takeOffer } from "./wait-offers.ts";
export type { OfferedTime } from "./wait-offers.ts";
export { addWaitEntry, waitEntries, withdrawWaitEntry } from "./waiting-list.ts";
export type { WaitEntry } from "./waiting-list.ts";
export * from "./walks.ts";
