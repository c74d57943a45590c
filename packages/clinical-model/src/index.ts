export * from "./assessment.ts";
export * from "./case-file.ts";
export * from "./nearest.ts";
export * from "./problem.ts";
export * from "./side.ts";
export * from "./visit.ts";
