export * from "./booking-terms.ts";
export * from "./find-slots.ts";
export * from "./office-day.ts";
