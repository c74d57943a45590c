export type { CareQuestion, ProposedCare } from "./propose-care.ts";
export { proposeCare } from "./propose-care.ts";
