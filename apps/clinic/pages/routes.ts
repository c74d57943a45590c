import type { RouteConfig } from "@react-router/dev/routes";
import { bookingRoutes } from "./book/routes.ts";
import { patientRoutes } from "./check/routes.ts";
import { myRoutes } from "./my/routes.ts";
import { publicRoutes } from "./public/routes.ts";
import { staffRoutes } from "./staff/routes.ts";

/** Every page of the clinic. Each part of the site keeps its own list beside its pages. */
export default [...publicRoutes, ...patientRoutes, ...bookingRoutes, ...myRoutes, ...staffRoutes] satisfies RouteConfig;
