export * from "./change.ts";
export * from "./measures.ts";
export * from "./trial-review.ts";
