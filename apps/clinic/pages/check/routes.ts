import { route } from "@react-router/dev/routes";
import type { RouteConfigEntry } from "@react-router/dev/routes";

/** The patient's way: interview and result. */
export const patientRoutes: RouteConfigEntry[] = [
  route("check", "check/start.tsx"),
  route("check/next", "check/next.ts"),
  route("check/q/:questionId", "check/question.tsx"),
  route("check/resume/:token", "check/resume.tsx"),
  route("check/stop", "check/stop.tsx"),
  route("check/result", "check/result.tsx"),
];
