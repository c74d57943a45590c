export type { PlanGoal } from "./plan-goal.ts";
export { planGoal } from "./plan-goal.ts";
export * from "./outcomes/change.ts";
export * from "./outcomes/measures.ts";
export * from "./outcomes/trial-review.ts";
export type { CareQuestion, ProposedCare } from "./propose-care.ts";
export { proposeCare } from "./propose-care.ts";
