export type { ShoeCheck } from "./footwear-advice.ts";
export { footwearAdvice, SHOE_CHECKS } from "./footwear-advice.ts";
export type { PlanGoal } from "./plan-goal.ts";
export { planGoal } from "./plan-goal.ts";
export type { CareQuestion, ProposedCare } from "./propose-care.ts";
export { proposeCare } from "./propose-care.ts";
