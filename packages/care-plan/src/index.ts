export * from "./propose-care.ts";
