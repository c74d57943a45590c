export * from "./condition-layer.ts";
export * from "./known-findings.ts";
export * from "./triage.ts";
