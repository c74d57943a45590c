export * from "./data-files.ts";
export * from "./finding-state.ts";
export type { ConditionId, FindingId } from "./generated/ids.ts";
export * from "./load-evidence.ts";
export * from "./model.ts";
export * from "./parse-evidence.ts";
export * from "./positive-rule.ts";
export * from "./rule-expression.ts";
