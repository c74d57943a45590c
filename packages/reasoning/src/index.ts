export * from "./known-findings.ts";
export * from "./triage.ts";
