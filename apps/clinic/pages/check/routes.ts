import type { RouteConfigEntry } from "@react-router/dev/routes";

/** The patient's way: interview, result, booking. */
export const patientRoutes: RouteConfigEntry[] = [];
