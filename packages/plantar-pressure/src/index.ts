export * from "./footprint.ts";
export * from "./measure.ts";
export * from "./pressure-findings.ts";
export * from "./pressure-report.ts";
export type { QualityNote } from "./quality-note.ts";
export * from "./open-recording.ts";
export * from "./recording.ts";
export type { SenselGrid, SensorLayout } from "./sensor-layout.ts";
