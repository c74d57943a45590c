import { route } from "@react-router/dev/routes";
import type { RouteConfigEntry } from "@react-router/dev/routes";

/** Booking a visit, and what a person can do with a visit that is booked. */
export const bookingRoutes: RouteConfigEntry[] = [
  route("book", "book/choose.tsx"),
  route("book/details", "book/details.tsx"),
  route("book/hold", "book/hold.ts"),
  route("book/done/:token", "book/done.tsx"),
  route("visit/:token", "book/visit.tsx"),
  route("visit/:token/move", "book/move.tsx"),
  route("visit/:token/sooner", "book/sooner.tsx"),
  route("offer/:token", "book/offered.tsx"),
  route("visit/:token/cancel", "book/cancel.tsx"),
  route("visit/:token/answers/:proof", "book/answers.tsx"),
  route("visit/:token/visit.ics", "book/calendar-file.ts"),
];
