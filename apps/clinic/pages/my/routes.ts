import { route } from "@react-router/dev/routes";
import type { RouteConfigEntry } from "@react-router/dev/routes";

/** A patient's own pages, behind a link that was sent to them and their birth date. */
export const myRoutes: RouteConfigEntry[] = [
  route("my/:token", "my/home.tsx"),
  route("my/:token/close", "my/close.ts"),
  route("my/:token/letters", "my/letters.ts"),
  route("my/:token/exercises.ics", "my/exercise-calendar.ts"),
  route("my/:token/data.json", "my/data.ts"),
  route("my/:token/exercises", "my/exercises.tsx"),
  route("my/:token/plan", "my/plan.tsx"),
  route("my/:token/questions", "my/questions.tsx"),
  route("my/:token/visits", "my/visits.tsx"),
];
