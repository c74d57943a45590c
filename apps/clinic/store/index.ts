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
export { bookVisit, cancelVisit, moveVisit } from "./bookings.ts";
export type {
  BookingRequest,
  BookingResult,
  BookingSource,
  CancelResult,
  ChangeRequest,
  MoveResult,
} from "./bookings.ts";
export * from "./calendar-feeds.ts";
export * from "./chart.ts";
export * from "./clinic-data.ts";
export { CLINIC_TABLES, readClinicTable, writeClinicTable } from "./clinic-tables.ts";
export type { ClinicRow, ClinicTable } from "./clinic-tables.ts";
export { appliedMigrations, knownMigrations, migrateTables, openDatabase } from "./database/open-database.ts";
export type { Database } from "./database/open-database.ts";
export * from "./examination.ts";
export { settleClaim } from "./interview-claims.ts";
export type { ClaimState } from "./interview-claims.ts";
export * from "./exercise-log.ts";
export * from "./given-plans.ts";
export * from "./interviews.ts";
export { claimMails, markMailFailed, markMailSent, queueMail } from "./mails.ts";
export type { MailDraft, WaitingMail } from "./mails.ts";
export * from "./patient-links.ts";
export { findPatient, searchPatients } from "./patients.ts";
export type { Patient, PatientDetails } from "./patients.ts";
export type { OrthoticEventKind } from "./orthotic-events.ts";
export * from "./orthotics.ts";
export * from "./outcomes.ts";
export * from "./plan-decisions.ts";
export * from "./recording-store.ts";
export * from "./recordings.ts";
export type { Schema } from "./schema.ts";
export { queueDueReminders } from "./reminders.ts";
export * from "./sign-in-throttle.ts";
export * from "./staff-accounts.ts";
export * from "./staff-links.ts";
export { seedDemo } from "./seed/seed-demo.ts";
export { busyRanges, findVisit, findVisitByToken, setVisitStatus, visitsOf, visitsOfDay } from "./visits.ts";
export type { Visit, VisitStatus } from "./visits.ts";
export * from "./walks.ts";
