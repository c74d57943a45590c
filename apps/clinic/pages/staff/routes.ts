import type { RouteConfigEntry } from "@react-router/dev/routes";

/** The clinic's workspace, behind sign-in. */
export const staffRoutes: RouteConfigEntry[] = [];
