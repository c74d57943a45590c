import { index, prefix, route } from "@react-router/dev/routes";
import type { RouteConfigEntry } from "@react-router/dev/routes";

/** The clinic's workspace, behind sign-in. */
export const staffRoutes: RouteConfigEntry[] = prefix("staff", [
  index("staff/day.tsx"),
  route("calendar", "staff/calendar.tsx"),
  route("waiting", "staff/waiting.tsx"),
  route("book", "staff/book.tsx"),
  route("visits/:visitId", "staff/visit.tsx"),
  route("alerts", "staff/alerts.tsx"),
  route("audit", "staff/audit.tsx"),
  route("clinic", "staff/clinic.tsx"),
  route("clinic/:file", "staff/clinic-file.ts"),
  route("people", "staff/people.tsx"),
  route("security", "staff/security.tsx"),
  route("patients", "staff/patients.tsx"),
  route("patients/:id", "staff/record.tsx"),
  route("patients/:id/chart", "staff/chart.tsx"),
  route("patients/:id/examination", "staff/examination.tsx"),
  route("patients/:id/recordings", "staff/recordings.tsx"),
  route("patients/:id/recordings/:recordingId", "staff/recording.tsx"),
  route("patients/:id/recordings/:recordingId/frames", "staff/recording-frames.ts"),
  route("patients/:id/walks", "staff/walks.tsx"),
  route("patients/:id/walks/:walkId", "staff/walk.tsx"),
  route("patients/:id/walks/:walkId/signal", "staff/walk-signal.ts"),
  route("patients/:id/orthotics", "staff/orthotics.tsx"),
  route("patients/:id/orthotics/:orderId", "staff/orthotic.tsx"),
  route("patients/:id/orthotics/:orderId/:file", "staff/orthotic-file.ts"),
  route("patients/:id/result", "staff/result.tsx"),
  route("patients/:id/assessments/:assessmentId/intervals", "staff/assessment-intervals.ts"),
  route("patients/:id/plan", "staff/plan.tsx"),
  route("patients/:id/outcomes", "staff/outcomes.tsx"),
]);
